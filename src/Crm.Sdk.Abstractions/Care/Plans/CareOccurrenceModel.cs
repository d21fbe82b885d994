using Crm.Sdk.Storage;
using NodaTime;

namespace Crm.Sdk.Care;

/// <summary>How it is stored what plans cared for.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public static class CareOccurrenceModel
{
    /// <summary>The customer.</summary>
    public static FieldId Customer { get; } = "customer";

    /// <summary>The plan's name.</summary>
    public static FieldId Plan { get; } = "plan";

    /// <summary>The day of the occasion.</summary>
    public static FieldId Day { get; } = "day";

    /// <summary>The kind <c>care-occurrence</c>.</summary>
    public static KindModel Kind { get; } = Build();

    private static KindModel Build()
    {
        var kind = new KindBuilder<CareOccurrence>("care-occurrence", static o => o.Id);
        kind.About(static o => o.Customer).AppendOnly();
        FieldHandle<string?> plan = kind.Text(Plan, static o => o.Plan, maxLength: CarePlan.MaxNameLength);
        FieldHandle<long?> version = kind.Int("plan-version", static o => o.PlanVersion);
        FieldHandle<RecordId?> customer = kind.Id(Customer, static o => o.Customer, indexed: true);
        FieldHandle<string?> occasion = kind.Text("occasion", static o => o.Occasion, maxLength: CareOccasion.MaxKeyLength);
        FieldHandle<long?> year = kind.Int("year", static o => o.Year);
        FieldHandle<LocalDate?> day = kind.Date(Day, static o => o.Day);
        FieldHandle<string?> actionKind = kind.Text("action-kind", static o => o.Action?.Kind.Name);
        FieldHandle<RecordId?> action = kind.Id("action", static o => o.Action?.Id);
        var origin = new OriginFields<CareOccurrence>(kind, static o => o.Origin);
        kind.StampedBy(static (o, from) => o with { Origin = from });
        return kind.ComposedBy(row => new CareOccurrence
        {
            Id = row.Id,
            Plan = row.Need(plan),
            PlanVersion = (int)row.Need(version),
            Customer = (CustomerId)row.Need(customer),
            Occasion = row.Need(occasion),
            Year = (int)row.Need(year),
            Day = row.Need(day),
            Action = row.Get(actionKind) is { } made ? new RecordRef(new RecordKind(made), row.Need(action)) : null,
            Origin = origin.Read(row),
        });
    }
}
