namespace Crm.Sdk.Loyalty;

/// <summary>The code by which a member refers others, 推荐码. It never changes.</summary>
/// <remarks>Each claim changes the record, so that claims of one referrer are counted one after the other. Immutable; thread-safe.</remarks>
public sealed record ReferralCode
{
    /// <summary>The greatest length of a code, in UTF-16 units.</summary>
    public const int MaxLength = 40;

    /// <summary>The record's id; it follows from the programme and the member.</summary>
    public RecordId Id => IdOf(Programme, Customer);

    /// <summary>The programme's code.</summary>
    public required string Programme { get; init; }

    /// <summary>Whose code it is.</summary>
    public required CustomerId Customer { get; init; }

    /// <summary>The code, unique within the tenant.</summary>
    public required string Code { get; init; }

    /// <summary>How often it was claimed.</summary>
    public long Claims { get; init; }

    /// <summary>When, by whom and by which run it was added; set by the session.</summary>
    public Origin? Origin { get; init; }

    /// <summary>The id of a member's code in a programme: always the same.</summary>
    public static RecordId IdOf(string programme, CustomerId customer) => new(NamedGuid.Of("referral-code", programme, customer.ToString()));

    internal void Check()
    {
        Require.NotEmpty(Code, "referral-code.code");
        Require.Code(Programme, "referral-code.programme");
    }
}
