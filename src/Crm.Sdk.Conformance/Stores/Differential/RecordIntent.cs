using Crm.Sdk.Storage;

namespace Crm.Sdk.Conformance.Stores;

/// <summary>What a random commit does with one record.</summary>
/// <param name="Verb">Write, delete or check.</param>
/// <param name="Kind">The kind.</param>
/// <param name="Slot">Which record.</param>
/// <param name="Expected">What version it expects, seen from the current one.</param>
/// <param name="Entity">The entity to write.</param>
/// <param name="ReleasesOthersKeys">Whether it also releases, in its own name, the keys that it takes: that frees nothing.</param>
internal sealed record RecordIntent(IntentVerb Verb, KindModel Kind, int Slot, ExpectedVersion Expected, object Entity, bool ReleasesOthersKeys);
