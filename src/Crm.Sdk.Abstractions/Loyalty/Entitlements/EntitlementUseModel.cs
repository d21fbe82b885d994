using Crm.Sdk.Storage;
using NodaTime;

namespace Crm.Sdk.Loyalty;

/// <summary>How uses of entitlements are stored.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public static class EntitlementUseModel
{
    /// <summary>The entitlement.</summary>
    public static FieldId Entitlement { get; } = "entitlement";

    /// <summary>The member.</summary>
    public static FieldId Customer { get; } = "customer";

    /// <summary>When.</summary>
    public static FieldId At { get; } = "at";

    /// <summary>The kind <c>entitlement-use</c>.</summary>
    public static KindModel Kind { get; } = Build();

    private static KindModel Build()
    {
        var kind = new KindBuilder<EntitlementUse>("entitlement-use", static u => u.Id);
        kind.About(static u => u.Customer);
        FieldHandle<string?> key = kind.Text("key", static u => u.Key, maxLength: PointsTransaction.MaxKeyLength);
        FieldHandle<RecordId?> entitlement = kind.Id(Entitlement, static u => u.Entitlement, indexed: true);
        FieldHandle<RecordId?> customer = kind.Id(Customer, static u => u.Customer, indexed: true);
        FieldHandle<string?> privilege = kind.Text("privilege", static u => u.Privilege, maxLength: OpenCode.MaxLength);
        FieldHandle<Instant?> at = kind.Instant(At, static u => u.At);
        FieldHandle<string?> note = kind.Text("note", static u => u.Note, personal: true, maxLength: PointsTransaction.MaxReasonLength);
        FieldHandle<Instant?> takenBackAt = kind.Instant("taken-back-at", static u => u.TakenBackAt);
        var origin = new OriginFields<EntitlementUse>(kind, static u => u.Origin);
        kind.StampedBy(static (u, from) => u with { Origin = from }).CheckedBy(static u => u.Check());
        return kind.ComposedBy(row => new EntitlementUse
        {
            Key = row.Need(key),
            Entitlement = (EntitlementId)row.Need(entitlement),
            Customer = (CustomerId)row.Need(customer),
            Privilege = row.Need(privilege),
            At = row.Need(at),
            Note = row.Get(note),
            TakenBackAt = row.Get(takenBackAt),
            Origin = origin.Read(row),
        });
    }
}
