using Crm.Sdk.Storage;

namespace Crm.Sdk.Loyalty;

/// <summary>How codes of referral are stored.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public static class ReferralCodeModel
{
    /// <summary>The code.</summary>
    public static FieldId Code { get; } = "code";

    /// <summary>Whose code it is.</summary>
    public static FieldId Customer { get; } = "customer";

    /// <summary>The kind <c>referral-code</c>.</summary>
    public static KindModel Kind { get; } = Build();

    private static KindModel Build()
    {
        var kind = new KindBuilder<ReferralCode>("referral-code", static c => c.Id);
        kind.About(static c => c.Customer).WithoutHistory();
        FieldHandle<string?> programme = kind.Text("programme", static c => c.Programme, maxLength: LoyaltyProgramme.MaxCodeLength);
        FieldHandle<RecordId?> customer = kind.Id(Customer, static c => c.Customer, indexed: true);
        FieldHandle<string?> code = kind.Text(Code, static c => c.Code, maxLength: ReferralCode.MaxLength);
        FieldHandle<long?> claims = kind.Int("claims", static c => c.Claims);
        var origin = new OriginFields<ReferralCode>(kind, static c => c.Origin);
        kind.StampedBy(static (c, from) => c with { Origin = from }).CheckedBy(static c => c.Check()).Unique("code", Code);
        return kind.ComposedBy(row => new ReferralCode
        {
            Programme = row.Need(programme), Customer = (CustomerId)row.Need(customer), Code = row.Need(code), Claims = row.Need(claims), Origin = origin.Read(row),
        });
    }
}
