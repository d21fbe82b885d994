namespace Crm.Sdk.Storage;

/// <summary>What a store says of itself, so that the core knows what it may ask.</summary>
/// <param name="Name">The store's name for people, for example <c>SQLite</c>.</param>
/// <param name="Durable">Whether an answered commit survives the death of the process and of the machine.</param>
/// <param name="Nodes">The condition nodes it runs; at least <see cref="ConditionNodes.NormalForm"/>. The rest the core evaluates page by page.</param>
/// <param name="Fields">Which fields conditions and orders may name.</param>
/// <param name="MaxRecordsPerBatch">The most writes, deletes and checks together that one commit may hold; at least 1,000.</param>
public sealed record StoreDescriptor(string Name, bool Durable, ConditionNodes Nodes, FieldSupport Fields, int MaxRecordsPerBatch)
{
    /// <summary>Whether hosts on other machines may use the store too, so that only an operator's command changes its schema.</summary>
    public bool IsShared { get; init; }
}
