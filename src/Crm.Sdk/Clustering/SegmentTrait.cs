namespace Crm.Sdk.Clustering;

/// <summary>How a segment differs from all other customers in one fact, or in one category of a fact.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
/// <param name="Fact">The fact's key.</param>
/// <param name="Category">The category; null for a fact that is a number.</param>
/// <param name="Members">How many members have a value of the fact.</param>
/// <param name="Others">How many others have one.</param>
/// <param name="InSegment">The mean of the members, amounts in minor units; of a category the share of members that are in it.</param>
/// <param name="Elsewhere">The same of the others.</param>
/// <param name="Delta">
/// Cliff's delta, −1 to 1: how much more often a member's value is above another customer's than below it. Of a category the difference of shares, which is the same thing.
/// </param>
/// <param name="StandardisedDifference">The difference of means over the pooled standard deviation; null for a category and where nothing varies.</param>
/// <param name="Lift">The share of the category in the segment over that in the base; null for a number.</param>
public sealed record SegmentTrait(
    string Fact, string? Category, int Members, int Others, double InSegment, double Elsewhere, double Delta, double? StandardisedDifference, double? Lift);
