using NodaTime;

namespace Crm.Sdk.Lifecycle;

/// <summary>How a lost customer is to be won back, or that it is held out to measure by, 赢回个案 (LC-3). One for each loss of a customer.</summary>
/// <remarks>Never changed once it is stored. Immutable; thread-safe.</remarks>
public sealed record WinBackCase
{
    /// <summary>The greatest length of a value label.</summary>
    public const int MaxValueLength = 200;

    /// <summary>The id, which follows from the customer and the loss.</summary>
    public required RecordId Id { get; init; }

    /// <summary>The customer.</summary>
    public required CustomerId Customer { get; init; }

    /// <summary>Since when the customer was lost.</summary>
    public required Instant LostAt { get; init; }

    /// <summary>The code of the strategy that was picked; of a customer that is held out the one that would have been.</summary>
    public required string Strategy { get; init; }

    /// <summary>What the strategy does, such as <c>offer</c>.</summary>
    public required string Action { get; init; }

    /// <summary>The reason of loss by which it was picked; null where none was known.</summary>
    public string? Reason { get; init; }

    /// <summary>The label of value by which it was picked; null where there was none.</summary>
    public string? Value { get; init; }

    /// <summary>Whether nothing is to be done, so that the others can be measured against this one.</summary>
    public required bool IsHeldOut { get; init; }

    /// <summary>When it was picked.</summary>
    public required Instant AssignedAt { get; init; }

    /// <summary>The id of the case of a loss.</summary>
    /// <param name="customer">The customer.</param>
    /// <param name="lostAt">Since when the customer was lost.</param>
    public static RecordId IdOf(CustomerId customer, Instant lostAt) => new(NamedGuid.Of("win-back-case", customer.ToString(), NodaTime.Text.InstantPattern.ExtendedIso.Format(lostAt)));

    internal void Check()
    {
        Require.Code(Strategy, "win-back-case.strategy");
        Require.Code(Action, "win-back-case.action");
        Require.Code(Reason, "win-back-case.reason");
        Require.NotEmpty(Value, "win-back-case.value");
        Require.InOrder(LostAt, AssignedAt, "win-back-case.assigned-at");
    }
}
