using NodaTime;

namespace Crm.Sdk.Transactions;

/// <summary>Which transactions are analysed, and how finely.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed record TransactionOptions
{
    /// <summary>The first local day that counts; null for all. Which purchase was a customer's first is still told by all of them.</summary>
    public LocalDate? From { get; init; }

    /// <summary>How many steps of a category's path make a part, from the widest; null for the whole path.</summary>
    public int? CategorySteps { get; init; }
}
