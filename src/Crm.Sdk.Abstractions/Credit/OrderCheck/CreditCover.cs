namespace Crm.Sdk.Credit;

/// <summary>A security in the currency of an exposure.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
/// <param name="Type">A code of <see cref="SecurityTypes"/> or another one.</param>
/// <param name="Reference">The policy's or document's number.</param>
/// <param name="Amount">The most that it covers; null where no rate is known, and then it covers nothing.</param>
/// <param name="ShareMillionths">Which share of the exposure it covers, in millionths.</param>
public sealed record CreditCover(string Type, string? Reference, Money? Amount, int ShareMillionths);
