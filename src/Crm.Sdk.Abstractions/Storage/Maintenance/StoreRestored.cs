namespace Crm.Sdk.Storage;

/// <summary>What restoring a backup did.</summary>
/// <param name="Location">Where the restored store is.</param>
/// <param name="MovedTo">Where the store lies that was there before; null where there was none.</param>
/// <param name="Pending">What a migration of the restored store would do, one line each; empty where it is ready for the model.</param>
public sealed record StoreRestored(string Location, string? MovedTo, ValueList<string> Pending);
