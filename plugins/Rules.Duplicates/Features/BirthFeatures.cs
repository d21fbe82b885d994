namespace Crm.Sdk.Rules.Duplicates;

/// <summary>A birthday as it is compared.</summary>
/// <param name="Lunar">Whether the Chinese calendar is meant; another calendar's days are not compared.</param>
/// <param name="Year">The year, or null.</param>
/// <param name="Month">The month; a leap month counts 12 more.</param>
/// <param name="Day">The day.</param>
internal sealed record BirthFeatures(bool Lunar, int? Year, int Month, int Day);
