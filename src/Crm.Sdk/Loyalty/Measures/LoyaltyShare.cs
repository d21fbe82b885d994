namespace Crm.Sdk.Loyalty;

/// <summary>How many customers are of a type and in a cell of the matrix, with what is known of them.</summary>
/// <param name="Type">The type; null for none.</param>
/// <param name="Cell">The cell; null where an axis is not known.</param>
/// <param name="Customers">How many.</param>
/// <param name="MeanIndex">The mean index of those that have one; null without any.</param>
/// <param name="MeanConfidence">The mean confidence of all of them.</param>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed record LoyaltyShare(string? Type, string? Cell, long Customers, double? MeanIndex, double MeanConfidence);
