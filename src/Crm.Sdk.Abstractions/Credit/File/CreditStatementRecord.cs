namespace Crm.Sdk.Credit;

/// <summary>A financial statement in the credit file of a customer (CR-3, CR-7).</summary>
/// <remarks>Immutable; thread-safe.</remarks>
public sealed record CreditStatementRecord
{
    /// <summary>The greatest length of a key, in UTF-16 units.</summary>
    public const int MaxKeyLength = 200;

    /// <summary>The record's id.</summary>
    public required CreditStatementId Id { get; init; }

    /// <summary>The key by which other systems know it; unique within the tenant.</summary>
    public string? Key { get; init; }

    /// <summary>Whose.</summary>
    public required CustomerId Customer { get; init; }

    /// <summary>Its figures.</summary>
    public required FinancialStatement Statement { get; init; }

    /// <summary>When, by whom and by which run it was added; set by the session.</summary>
    public Origin? Origin { get; init; }

    /// <summary>A new statement.</summary>
    /// <param name="customer">Whose.</param>
    /// <param name="statement">Its figures.</param>
    /// <exception cref="CrmException">CRM1030: the reliability is not from 0 to 1.</exception>
    public static CreditStatementRecord Of(CustomerId customer, FinancialStatement statement)
    {
        ArgumentNullException.ThrowIfNull(statement);
        var record = new CreditStatementRecord { Id = CreditStatementId.New(), Customer = customer, Statement = statement };
        record.Check();
        return record;
    }

    internal void Check()
    {
        Require.NotEmpty(Key, "credit-statement.key");
        Require.That(Statement.Reliability is >= 0 and <= 1, "credit-statement.reliability", $"{Statement.Reliability} is not from 0 to 1");
    }
}
