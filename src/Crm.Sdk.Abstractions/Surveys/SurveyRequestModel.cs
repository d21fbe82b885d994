using Crm.Sdk.Storage;
using NodaTime;

namespace Crm.Sdk.Surveys;

/// <summary>How requests to answer surveys are stored.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public static class SurveyRequestModel
{
    /// <summary>The key.</summary>
    public static FieldId Key { get; } = "key";

    /// <summary>Who is asked.</summary>
    public static FieldId Customer { get; } = "customer";

    /// <summary>The survey's code.</summary>
    public static FieldId Survey { get; } = "survey";

    /// <summary>When.</summary>
    public static FieldId AskedAt { get; } = "asked-at";

    /// <summary>The kind <c>survey-request</c>.</summary>
    public static KindModel Kind { get; } = Build();

    private static KindModel Build()
    {
        var kind = new KindBuilder<SurveyRequest>("survey-request", static r => r.Id);
        kind.About(static r => r.Customer);
        FieldHandle<string?> key = kind.Text(Key, static r => r.Key, maxLength: SurveyRequest.MaxKeyLength);
        FieldHandle<string?> survey = kind.Text(Survey, static r => r.Survey, indexed: true, maxLength: OpenCode.MaxLength);
        FieldHandle<RecordId?> customer = kind.Id(Customer, static r => r.Customer, indexed: true);
        var subject = new SurveySubjectFields<SurveyRequest>(kind, static r => r.Subject);
        FieldHandle<Instant?> askedAt = kind.Instant(AskedAt, static r => r.AskedAt);
        FieldHandle<Instant?> until = kind.Instant("until", static r => r.Until);
        FieldHandle<Instant?> answeredAt = kind.Instant("answered-at", static r => r.AnsweredAt);
        var origin = new OriginFields<SurveyRequest>(kind, static r => r.Origin);
        kind.StampedBy(static (r, from) => r with { Origin = from }).CheckedBy(static r => r.Check()).Unique("key", Key);
        return kind.ComposedBy(row => new SurveyRequest
        {
            Id = row.Id,
            Key = row.Need(key),
            Survey = row.Need(survey),
            Customer = (CustomerId)row.Need(customer),
            Subject = subject.Read(row),
            AskedAt = row.Need(askedAt),
            Until = row.Need(until),
            AnsweredAt = row.Get(answeredAt),
            Origin = origin.Read(row),
        });
    }
}
