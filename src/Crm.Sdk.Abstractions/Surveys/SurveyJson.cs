using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Crm.Sdk.Serialization;

namespace Crm.Sdk.Surveys;

/// <summary>Surveys as JSON that a person can write; see <c>docs/surveys.md</c>.</summary>
/// <remarks>Thread-safe.</remarks>
public static class SurveyJson
{
    private const int MaxLength = 200_000;
    private static readonly string[] Subjects = ["everything", "product", "person"];
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Reads a survey.</summary>
    /// <param name="json">The definition.</param>
    /// <exception cref="CrmException">CRM6716: it is no JSON or no survey; the message says where and what would be right. CRM1030 or CRM6481: a value breaks its rule.</exception>
    public static Survey Read(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        if (json.Length > MaxLength)
        {
            throw Bad(string.Empty, $"the definition has {json.Length:N0} characters; {MaxLength:N0} are allowed.");
        }

        try
        {
            using JsonDocument document = JsonDocument.Parse(json);
            DefinitionProperties node = DefinitionProperties.Of(
                document.RootElement, string.Empty, "a survey is an object such as {\"code\":\"after-service\",\"english\":\"…\",\"chinese\":\"…\",\"questions\":[…]}", static (_, pointer, why) => Bad(pointer, why));
            var survey = new Survey
            {
                Code = node.Text("code"),
                English = node.Text("english"),
                Chinese = node.Text("chinese"),
                OpenDays = node.Has("openDays") ? node.Whole("openDays", 1, Survey.MaxOpenDays) : 30,
                Questions = node.Items("questions", "a question is an object such as {\"code\":\"recommend\",\"english\":\"…\",\"chinese\":\"…\",\"scale\":\"nps\"}").Select(Question).ToValueList(),
            };
            node.End([]);
            survey.Check();
            return survey;
        }
        catch (JsonException malformed)
        {
            throw Bad(string.Empty, $"it is no JSON: {malformed.Message}", malformed);
        }
    }

    /// <summary>Writes a survey as compact JSON, the same of equal surveys.</summary>
    public static string Write(Survey survey)
    {
        ArgumentNullException.ThrowIfNull(survey);
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, Options))
        {
            json.WriteStartObject();
            json.WriteString("code", survey.Code);
            json.WriteString("english", survey.English);
            json.WriteString("chinese", survey.Chinese);
            json.WriteNumber("openDays", survey.OpenDays);
            json.WriteStartArray("questions");
            foreach (SurveyQuestion question in survey.Questions)
            {
                Write(json, question);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }

    private static void Write(Utf8JsonWriter json, SurveyQuestion question)
    {
        json.WriteStartObject();
        json.WriteString("code", question.Code);
        json.WriteString("english", question.English);
        json.WriteString("chinese", question.Chinese);
        if (question.Scale is { } scale)
        {
            json.WriteString("scale", scale);
        }

        if (question.About != QuestionSubject.Everything)
        {
            json.WriteString("about", Subjects[(int)question.About]);
        }

        if (question.Indicator is { } indicator)
        {
            json.WriteString("indicator", indicator);
        }

        json.WriteEndObject();
    }

    private static SurveyQuestion Question(DefinitionProperties node)
    {
        var question = new SurveyQuestion(node.Text("code"), node.Text("english"), node.Text("chinese"))
        {
            Scale = node.Has("scale") ? node.Text("scale") : null,
            About = node.Has("about") ? (QuestionSubject)Array.IndexOf(Subjects, node.OneOf("about", Subjects)) : QuestionSubject.Everything,
            Indicator = node.Has("indicator") ? node.Text("indicator") : null,
        };
        node.End([]);
        return question;
    }

    private static CrmException Bad(string pointer, string why, Exception? inner = null) => new(SurveyErrorCodes.BadSurvey, $"Survey{(pointer.Length == 0 ? string.Empty : $", at {pointer}")}: {why}", inner);
}
