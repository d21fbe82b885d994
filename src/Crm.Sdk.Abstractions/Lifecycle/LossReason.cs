using NodaTime;

namespace Crm.Sdk.Lifecycle;

/// <summary>Why a customer was lost, as somebody found out, 流失原因记录 (LC-3).</summary>
/// <remarks>The latest one up to a day counts. Immutable; thread-safe.</remarks>
public sealed record LossReason
{
    /// <summary>The greatest length of a key, in UTF-16 units.</summary>
    public const int MaxKeyLength = 200;

    /// <summary>The greatest length of a competitor's name, in UTF-16 units.</summary>
    public const int MaxCompetitorLength = 200;

    /// <summary>The greatest length of the note, in UTF-16 units.</summary>
    public const int MaxNoteLength = 1_000;

    /// <summary>The record's id.</summary>
    public required RecordId Id { get; init; }

    /// <summary>The key by which other systems know it; unique within the tenant.</summary>
    public string? Key { get; init; }

    /// <summary>Who was lost.</summary>
    public required CustomerId Customer { get; init; }

    /// <summary>Why, a code of <see cref="LossReasons"/> or another one.</summary>
    public required string Reason { get; init; }

    /// <summary>The competitor to whom; null where it is none, or not known.</summary>
    public string? Competitor { get; init; }

    /// <summary>The day on which it was found out.</summary>
    public required LocalDate Date { get; init; }

    /// <summary>Where it comes from, a code of <see cref="LossSources"/> or another one.</summary>
    public string Source { get; init; } = LossSources.Interview;

    /// <summary>The key of the employee who found out.</summary>
    public string? Investigator { get; init; }

    /// <summary>What the customer said.</summary>
    public string? Note { get; init; }

    /// <summary>When, by whom and by which run it was added; set by the session.</summary>
    public Origin? Origin { get; init; }

    /// <summary>A new one.</summary>
    /// <param name="customer">Who was lost.</param>
    /// <param name="reason">Why.</param>
    /// <param name="date">The day on which it was found out.</param>
    /// <exception cref="CrmException">CRM1030: the code has another form.</exception>
    public static LossReason Of(CustomerId customer, string reason, LocalDate date)
    {
        var found = new LossReason { Id = RecordId.New(), Customer = customer, Reason = reason, Date = date };
        found.Check();
        return found;
    }

    internal void Check()
    {
        Require.NotEmpty(Key, "loss-reason.key");
        Require.Code(Reason, "loss-reason.reason");
        Require.Code(Source, "loss-reason.source");
        Require.NotEmpty(Competitor, "loss-reason.competitor");
        Require.NotEmpty(Note, "loss-reason.note");
    }
}
