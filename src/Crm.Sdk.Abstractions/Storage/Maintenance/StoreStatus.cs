namespace Crm.Sdk.Storage;

/// <summary>How a store is: where, of which version, and what it lacks.</summary>
/// <param name="Store">The store's name for people, for example <c>SQLite</c>.</param>
/// <param name="Location">Where it is, without secrets: a file's path, or server and database.</param>
/// <param name="EngineVersion">The version of the database engine, for example <c>3.50.4</c>; null where it cannot be reached.</param>
/// <param name="SchemaVersion">The version of the layout that it was written in, for example <c>1.0</c>; null where nothing was written yet.</param>
/// <param name="SdkVersion">The version of the SDK that last changed its schema; null where nothing was written yet.</param>
/// <param name="Pending">What a migration would do, one line each; empty where the store is ready for the model.</param>
/// <param name="Warnings">What an operator should know, one sentence each.</param>
/// <param name="Kinds">The kinds that it keeps, by name, those of absent plugins too.</param>
public sealed record StoreStatus(
    string Store,
    string Location,
    string? EngineVersion,
    string? SchemaVersion,
    string? SdkVersion,
    ValueList<string> Pending,
    ValueList<string> Warnings,
    ValueList<StoredKindStatus> Kinds);
