namespace Crm.Sdk.Classification;

/// <summary>The kept generations of tenants, within a limit of memory: the one that was used longest ago goes first.</summary>
/// <remarks>Thread-safe.</remarks>
internal sealed class GenerationCache(CommitWatch watch, Func<long> limit)
{
    private readonly Lock _gate = new();
    private readonly LinkedList<(TenantId Tenant, Generation Generation)> _kept = []; // the one used last comes first

    /// <summary>Takes a tenant's generation out, for a run to go on from.</summary>
    public Generation? Take(TenantId tenant)
    {
        lock (_gate)
        {
            for (LinkedListNode<(TenantId Tenant, Generation Generation)>? node = _kept.First; node is not null; node = node.Next)
            {
                if (node.Value.Tenant == tenant)
                {
                    _kept.Remove(node);
                    return node.Value.Generation;
                }
            }

            return null;
        }
    }

    /// <summary>Keeps a tenant's generation, and lets go of others where the memory is not enough.</summary>
    public void Keep(TenantId tenant, Generation generation)
    {
        lock (_gate)
        {
            Take(tenant);
            _kept.AddFirst((tenant, generation));
            long bytes = _kept.Sum(static kept => kept.Generation.Bytes);
            while (bytes > limit() && _kept.Last is { } oldest)
            {
                bytes -= oldest.Value.Generation.Bytes;
                _kept.Remove(oldest);
                watch.Leave(oldest.Value.Tenant);
            }
        }
    }
}
