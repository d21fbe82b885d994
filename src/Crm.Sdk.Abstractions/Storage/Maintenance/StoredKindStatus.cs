namespace Crm.Sdk.Storage;

/// <summary>A kind as a store keeps it.</summary>
/// <param name="Kind">The kind's name, or that of its table where the model does not know it.</param>
/// <param name="Records">How many records of all tenants there are; null where they were not counted.</param>
/// <param name="InModel">Whether the model has the kind; one of a plugin that is absent now is kept.</param>
public sealed record StoredKindStatus(string Kind, long? Records, bool InModel);
