using System.Collections.Immutable;

namespace Crm.Sdk.Rules.Duplicates;

/// <summary>The telephone numbers of a customer as they are compared.</summary>
/// <param name="Numbers">The digits of each number, without extension, without zeros and signs in front.</param>
/// <param name="Kept">The numbers as they are stored, for look-ups.</param>
internal sealed record PhoneFeatures(ImmutableArray<string> Numbers, ImmutableArray<string> Kept);
