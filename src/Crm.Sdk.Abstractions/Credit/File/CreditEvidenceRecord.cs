namespace Crm.Sdk.Credit;

/// <summary>Evidence in the credit file of a customer, 信用档案: one finding of an investigation (CR-1, CR-7).</summary>
/// <remarks>Immutable; thread-safe.</remarks>
public sealed record CreditEvidenceRecord
{
    /// <summary>The greatest length of a key, in UTF-16 units.</summary>
    public const int MaxKeyLength = 200;

    /// <summary>The record's id.</summary>
    public required CreditEvidenceId Id { get; init; }

    /// <summary>The key by which other systems know it; unique within the tenant.</summary>
    public string? Key { get; init; }

    /// <summary>On whom.</summary>
    public required CustomerId Customer { get; init; }

    /// <summary>What was found.</summary>
    public required CreditEvidence Evidence { get; init; }

    /// <summary>When, by whom and by which run it was added; set by the session.</summary>
    public Origin? Origin { get; init; }

    /// <summary>New evidence.</summary>
    /// <param name="customer">On whom.</param>
    /// <param name="evidence">What was found.</param>
    /// <exception cref="CrmException">CRM1030 or CRM6202: the evidence breaks a rule.</exception>
    public static CreditEvidenceRecord Of(CustomerId customer, CreditEvidence evidence)
    {
        ArgumentNullException.ThrowIfNull(evidence);
        evidence.Check();
        return new CreditEvidenceRecord { Id = CreditEvidenceId.New(), Customer = customer, Evidence = evidence };
    }

    internal void Check()
    {
        Require.NotEmpty(Key, "credit-evidence.key");
        Evidence.Check();
    }
}
