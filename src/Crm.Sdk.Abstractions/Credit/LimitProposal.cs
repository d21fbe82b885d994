using Crm.Sdk.Classification;

namespace Crm.Sdk.Credit;

/// <summary>What one formula of a credit policy would grant (CR-4).</summary>
/// <param name="Formula">The formula's code.</param>
/// <param name="Amount">The limit.</param>
/// <param name="Reason">The arithmetic.</param>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed record LimitProposal(string Formula, Money Amount, Reason Reason);
