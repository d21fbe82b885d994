using System.Collections.Immutable;

namespace Crm.Sdk.Rules.Duplicates;

/// <summary>A name as it is compared.</summary>
/// <param name="Words">The words in Latin letters, sorted; empty where there are none.</param>
/// <param name="Compact">The telling words written together in the order of the name, for names that are parted differently.</param>
/// <param name="Chinese">The Chinese part, or null.</param>
/// <param name="City">The first letters of the city, for blocking.</param>
/// <param name="StoredKey">The key that stores index, or null.</param>
internal sealed record NameFeatures(ImmutableArray<WeightedWord> Words, string Compact, ChineseName? Chinese, string City, string? StoredKey);
