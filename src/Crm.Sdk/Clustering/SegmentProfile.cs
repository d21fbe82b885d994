namespace Crm.Sdk.Clustering;

/// <summary>What sets a segment apart from the base, and by how much (CL-8).</summary>
/// <remarks>Immutable and thread-safe.</remarks>
/// <param name="Members">How many customers of the base are in the segment.</param>
/// <param name="Base">How many customers the base has.</param>
/// <param name="Unknown">How many ids of the segment are no customers of the base.</param>
/// <param name="Currency">The currency of amounts, which traits have in minor units.</param>
/// <param name="Traits">The traits, the greatest <see cref="SegmentTrait.Delta"/> in either direction first, then by fact and category.</param>
public sealed record SegmentProfile(int Members, int Base, int Unknown, Currency Currency, ValueList<SegmentTrait> Traits);
