namespace Crm.Sdk.Credit;

/// <summary>One line of the arithmetic of a check.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
/// <param name="Type">A code of <see cref="CreditLineTypes"/>.</param>
/// <param name="Amount">The amount; less than 0 takes off.</param>
/// <param name="Documents">How many documents are in it; 0 for a sum or a limit.</param>
public sealed record CreditSum(string Type, Money Amount, int Documents = 0)
{
    /// <summary>Of a member of a group, which company it is; otherwise null.</summary>
    public CustomerId? Customer { get; init; }
}
