using System.Collections.Immutable;

namespace Crm.Sdk.Rules.Duplicates;

/// <summary>The numbers that authorities gave a customer: attribute and number, folded.</summary>
/// <param name="Numbers">By the attribute's name.</param>
internal sealed record IdentifierFeatures(ImmutableArray<(string Attribute, string Number)> Numbers);
