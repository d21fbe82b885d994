using System.Collections.Immutable;

namespace Crm.Sdk.Rules.Duplicates;

/// <summary>The e-mail addresses of a customer as they are compared.</summary>
/// <param name="Addresses">The addresses, each once.</param>
/// <param name="Kept">The addresses as they are stored, for look-ups.</param>
internal sealed record EmailFeatures(ImmutableArray<EmailAddress> Addresses, ImmutableArray<string> Kept);
