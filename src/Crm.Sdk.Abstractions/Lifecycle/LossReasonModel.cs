using Crm.Sdk.Storage;
using NodaTime;

namespace Crm.Sdk.Lifecycle;

/// <summary>How reasons of loss are stored: the fields that conditions, revisions and columns speak of.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public static class LossReasonModel
{
    /// <summary>The external key.</summary>
    public static FieldId Key { get; } = "key";

    /// <summary>Who was lost.</summary>
    public static FieldId Customer { get; } = "customer";

    /// <summary>The code of the reason.</summary>
    public static FieldId Reason { get; } = "reason";

    /// <summary>The day on which it was found out.</summary>
    public static FieldId Date { get; } = "date";

    /// <summary>The kind <c>loss-reason</c>.</summary>
    public static KindModel Kind { get; } = Build();

    private static KindModel Build()
    {
        var kind = new KindBuilder<LossReason>("loss-reason", static r => r.Id);
        kind.About(static r => r.Customer);
        FieldHandle<string?> key = kind.Text(Key, static r => r.Key, maxLength: LossReason.MaxKeyLength);
        FieldHandle<RecordId?> customer = kind.Id(Customer, static r => r.Customer, indexed: true);
        FieldHandle<string?> reason = kind.Text(Reason, static r => r.Reason, maxLength: OpenCode.MaxLength);
        FieldHandle<string?> competitor = kind.Text("competitor", static r => r.Competitor, maxLength: LossReason.MaxCompetitorLength);
        FieldHandle<LocalDate?> date = kind.Date(Date, static r => r.Date);
        FieldHandle<string?> source = kind.Text("source", static r => r.Source, maxLength: OpenCode.MaxLength);
        FieldHandle<string?> investigator = kind.Text("investigator", static r => r.Investigator, maxLength: Organization.Employee.MaxKeyLength);
        FieldHandle<string?> note = kind.Text("note", static r => r.Note, personal: true, maxLength: LossReason.MaxNoteLength);
        var origin = new OriginFields<LossReason>(kind, static r => r.Origin);
        kind.StampedBy(static (r, from) => r with { Origin = from }).CheckedBy(static r => r.Check()).Unique("key", Key);
        return kind.ComposedBy(row => new LossReason
        {
            Id = row.Id,
            Key = row.Get(key),
            Customer = (CustomerId)row.Need(customer),
            Reason = row.Need(reason),
            Competitor = row.Get(competitor),
            Date = row.Need(date),
            Source = row.Need(source),
            Investigator = row.Get(investigator),
            Note = row.Get(note),
            Origin = origin.Read(row),
        });
    }
}
