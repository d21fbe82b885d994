using Crm.Sdk.Storage;
using NodaTime;

namespace Crm.Sdk.Care;

/// <summary>That a plan cared for a customer on an occasion: written in one commit with the message or the task, under an id that follows from all four, so that it is done once, however often and wherever it is planned.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed record CareOccurrence
{
    /// <summary>The id, which follows from plan, customer, occasion and year.</summary>
    public required RecordId Id { get; init; }

    /// <summary>The plan's name.</summary>
    public required string Plan { get; init; }

    /// <summary>The version of the plan.</summary>
    public required int PlanVersion { get; init; }

    /// <summary>The customer.</summary>
    public required CustomerId Customer { get; init; }

    /// <summary>The occasion.</summary>
    public required string Occasion { get; init; }

    /// <summary>Which time it is; 0 for occasions that come once.</summary>
    public required int Year { get; init; }

    /// <summary>The day of the occasion.</summary>
    public required LocalDate Day { get; init; }

    /// <summary>The message or the task that was made of it; null where the customer was left alone, to measure by (<see cref="CarePlan.HoldoutPercent"/>).</summary>
    public required RecordRef? Action { get; init; }

    /// <summary>When, by whom and by which run it was added; set by the session.</summary>
    public Origin? Origin { get; init; }

    /// <summary>The id of an occurrence.</summary>
    /// <param name="plan">The plan's name.</param>
    /// <param name="customer">The customer.</param>
    /// <param name="occasion">The occasion.</param>
    public static RecordId IdOf(string plan, CustomerId customer, CareOccasion occasion)
    {
        ArgumentNullException.ThrowIfNull(occasion);
        return new RecordId(NamedGuid.Of("care-occurrence", plan, customer.ToString(), occasion.Key, occasion.Year.ToString(System.Globalization.CultureInfo.InvariantCulture)));
    }
}
