using Crm.Sdk.Storage;
using NodaTime;

namespace Crm.Sdk.Surveys;

/// <summary>How answers to surveys are stored.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public static class SurveyAnswerModel
{
    /// <summary>The external key.</summary>
    public static FieldId Key { get; } = "key";

    /// <summary>Who answered.</summary>
    public static FieldId Customer { get; } = "customer";

    /// <summary>The survey's code.</summary>
    public static FieldId Survey { get; } = "survey";

    /// <summary>When.</summary>
    public static FieldId At { get; } = "at";

    /// <summary>The kind <c>survey-answer</c>.</summary>
    public static KindModel Kind { get; } = Build();

    private static KindModel Build()
    {
        var kind = new KindBuilder<SurveyAnswer>("survey-answer", static a => a.Id);
        kind.About(static a => a.Customer);
        FieldHandle<string?> key = kind.Text(Key, static a => a.Key, maxLength: SurveyAnswer.MaxKeyLength);
        FieldHandle<string?> survey = kind.Text(Survey, static a => a.Survey, indexed: true, maxLength: OpenCode.MaxLength);
        FieldHandle<string?> question = kind.Text("question", static a => a.Question, maxLength: OpenCode.MaxLength);
        FieldHandle<RecordId?> customer = kind.Id(Customer, static a => a.Customer, indexed: true);
        FieldHandle<RecordId?> request = kind.Id("request", static a => a.Request);
        var subject = new SurveySubjectFields<SurveyAnswer>(kind, static a => a.Subject);
        FieldHandle<Instant?> at = kind.Instant(At, static a => a.At);
        FieldHandle<string?> channel = kind.Text("channel", static a => a.Channel, maxLength: OpenCode.MaxLength);
        FieldHandle<string?> scale = kind.Text("scale", static a => a.Scale, maxLength: OpenCode.MaxLength);
        FieldHandle<string?> answer = kind.Number("answer", static a => a.Answer);
        FieldHandle<string?> text = kind.Text("text", static a => a.Text, personal: true, maxLength: SurveyAnswer.MaxTextLength);
        var origin = new OriginFields<SurveyAnswer>(kind, static a => a.Origin);
        kind.StampedBy(static (a, from) => a with { Origin = from }).CheckedBy(static a => a.Check()).Unique("key", Key);
        return kind.ComposedBy(row => new SurveyAnswer
        {
            Id = row.Id,
            Key = row.Get(key),
            Survey = row.Need(survey),
            Question = row.Need(question),
            Customer = (CustomerId)row.Need(customer),
            Request = row.Get(request),
            Subject = subject.Read(row),
            At = row.Need(at),
            Channel = row.Get(channel),
            Scale = row.Get(scale),
            Answer = row.Number(answer),
            Text = row.Get(text),
            Origin = origin.Read(row),
        });
    }
}
