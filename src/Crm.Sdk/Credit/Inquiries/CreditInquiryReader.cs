using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using NodaTime;
using NodaTime.Text;

namespace Crm.Sdk.Credit;

/// <summary>Reads questionnaires, and answers to them, from JSON.</summary>
/// <remarks>Every error says what is wrong where, and what would be right. Thread-safe.</remarks>
public static class CreditInquiryReader
{
    /// <summary>Reads a questionnaire (the schema is <c>docs/schemas/credit-questionnaire.schema.json</c>).</summary>
    /// <param name="utf8Json">One JSON object in UTF-8.</param>
    /// <exception cref="CrmException">CRM6261: it is no JSON, a field is unknown, missing or of another type, or the questionnaire is not consistent. CRM1030: a code has another form.</exception>
    public static CreditQuestionnaire ReadQuestionnaire(ReadOnlySpan<byte> utf8Json)
    {
        QuestionnaireJson json = Deserialize(utf8Json, CreditInquiryJson.Default.QuestionnaireJson, CreditErrorCodes.BadQuestionnaire);
        return new CreditQuestionnaire(json.Name, json.Source, json.Reliability, json.English, json.Chinese, [.. json.Questions.Select(Question)]);
    }

    /// <summary>Reads an answered questionnaire.</summary>
    /// <param name="utf8Json">One JSON object in UTF-8: customer, questionnaire, investigator, date, answers by question; perhaps document and reliability.</param>
    /// <returns>The inquiry with an empty customer, and the customer's key or id as it is written.</returns>
    /// <exception cref="CrmException">CRM6262: it is no JSON, or a field is unknown, missing or of another type.</exception>
    public static (CreditInquiry Inquiry, string Customer) ReadInquiry(ReadOnlySpan<byte> utf8Json)
    {
        InquiryJson json = Deserialize(utf8Json, CreditInquiryJson.Default.InquiryJson, CreditErrorCodes.BadInquiry);
        LocalDate date = LocalDatePattern.Iso.Parse(json.Date) is { Success: true } day ? day.Value : throw new CrmException(CreditErrorCodes.BadInquiry, $"/date: '{json.Date}' is no date; give one such as 2026-06-30.");
        return (new CreditInquiry(default, json.Questionnaire, json.Investigator, date, json.Answers) { Document = json.Document, Reliability = json.Reliability }, json.Customer);
    }

    private static CreditQuestion Question(QuestionJson json)
    {
        CreditQuestion question = (json.Answers, json.Min, json.Max) switch
        {
            ({ } answers, null, null) => CreditQuestion.Choice(json.Code, json.Indicator, json.English, json.Chinese, answers),
            (null, { } min, { } max) => CreditQuestion.Number(json.Code, json.Indicator, json.English, json.Chinese, min, max),
            _ => throw new CrmException(CreditErrorCodes.BadQuestionnaire, $"question '{json.Code}': give either answers, or min and max."),
        };
        return question with { Investigation = json.Investigation };
    }

    private static T Deserialize<T>(ReadOnlySpan<byte> utf8Json, JsonTypeInfo<T> type, string code)
    {
        try
        {
            return JsonSerializer.Deserialize(utf8Json, type) ?? throw new CrmException(code, "The input: null is no object.");
        }
        catch (JsonException error)
        {
            throw new CrmException(code, InputFault.Of(error).Message, error);
        }
    }
}
