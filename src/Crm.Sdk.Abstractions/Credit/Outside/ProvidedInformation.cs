namespace Crm.Sdk.Credit;

/// <summary>What a provider says of a customer.</summary>
/// <param name="Evidence">Evidence, at most <see cref="MaxPieces"/> pieces.</param>
/// <param name="Statements">Financial statements, at most <see cref="MaxPieces"/>.</param>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed record ProvidedInformation(ValueList<CreditEvidence> Evidence = default, ValueList<FinancialStatement> Statements = default)
{
    /// <summary>The most pieces of evidence, and the most statements, on one customer.</summary>
    public const int MaxPieces = 1_000;

    /// <summary>Nothing is known.</summary>
    public static ProvidedInformation None { get; } = new();
}
