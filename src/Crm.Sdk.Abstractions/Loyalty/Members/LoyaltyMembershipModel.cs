using Crm.Sdk.Storage;
using NodaTime;

namespace Crm.Sdk.Loyalty;

/// <summary>How memberships are stored.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public static class LoyaltyMembershipModel
{
    /// <summary>The customer.</summary>
    public static FieldId Customer { get; } = "customer";

    /// <summary>The programme's code.</summary>
    public static FieldId Programme { get; } = "programme";

    /// <summary>From when on.</summary>
    public static FieldId JoinedAt { get; } = "joined-at";

    /// <summary>The number on the card.</summary>
    public static FieldId Number { get; } = "number";

    /// <summary>The kind <c>loyalty-membership</c>.</summary>
    public static KindModel Kind { get; } = Build();

    private static KindModel Build()
    {
        var kind = new KindBuilder<LoyaltyMembership>("loyalty-membership", static m => m.Id);
        kind.About(static m => m.Customer);
        FieldHandle<RecordId?> customer = kind.Id(Customer, static m => m.Customer, indexed: true);
        FieldHandle<string?> programme = kind.Text(Programme, static m => m.Programme, maxLength: LoyaltyProgramme.MaxCodeLength);
        FieldHandle<Instant?> joinedAt = kind.Instant(JoinedAt, static m => m.JoinedAt);
        FieldHandle<Instant?> leftAt = kind.Instant("left-at", static m => m.LeftAt);
        FieldHandle<string?> number = kind.Text(Number, static m => m.Number, personal: true, maxLength: LoyaltyMembership.MaxNumberLength);
        var origin = new OriginFields<LoyaltyMembership>(kind, static m => m.Origin);
        kind.StampedBy(static (m, from) => m with { Origin = from }).CheckedBy(static m => m.Check()).Unique("number", Programme, Number);
        return kind.ComposedBy(row => new LoyaltyMembership
        {
            Id = (LoyaltyMembershipId)row.Id,
            Customer = (CustomerId)row.Need(customer),
            Programme = row.Need(programme),
            JoinedAt = row.Need(joinedAt),
            LeftAt = row.Get(leftAt),
            Number = row.Get(number),
            Origin = origin.Read(row),
        });
    }
}
