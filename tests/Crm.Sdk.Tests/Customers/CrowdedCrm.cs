using Crm.Sdk.Events;
using Crm.Sdk.Storage;

namespace Crm.Sdk.Tests.Customers;

/// <summary>A core on which somebody else does something just before each commit.</summary>
internal sealed class CrowdedCrm(ICrm inner, Func<Task> before) : ICrm
{
    public ModelCatalogue Model => inner.Model;

    public ICrmSession OpenSession(CrmScope scope) => new Session(inner.OpenSession(scope), before);

    private sealed class Session(ICrmSession inner, Func<Task> before) : ICrmSession
    {
        public CrmScope Scope => inner.Scope;

        public string? Reason
        {
            get => inner.Reason;
            set => inner.Reason = value;
        }

        public Task<T?> FindAsync<T>(RecordId id, CancellationToken cancellationToken)
            where T : class => inner.FindAsync<T>(id, cancellationToken);

        public Task<IReadOnlyList<T?>> FindAsync<T>(IReadOnlyList<RecordId> ids, CancellationToken cancellationToken)
            where T : class => inner.FindAsync<T>(ids, cancellationToken);

        public Task<CrmPage<T>> QueryAsync<T>(CrmQuery<T> query, CancellationToken cancellationToken)
            where T : class => inner.QueryAsync(query, cancellationToken);

        public Task<long> CountAsync<T>(Condition where, CancellationToken cancellationToken)
            where T : class => inner.CountAsync<T>(where, cancellationToken);

        public IReadOnlyList<T> Uncommitted<T>()
            where T : class => inner.Uncommitted<T>();

        public long VersionOf<T>(RecordId id)
            where T : class => inner.VersionOf<T>(id);

        public void Add<T>(T entity)
            where T : class => inner.Add(entity);

        public void Update<T>(T entity)
            where T : class => inner.Update(entity);

        public void Remove<T>(T entity)
            where T : class => inner.Remove(entity);

        public void Guard<T>(T entity)
            where T : class => inner.Guard(entity);

        public void GuardAbsence<T>(RecordId id)
            where T : class => inner.GuardAbsence<T>(id);

        public void Raise(CrmEvent domainEvent) => inner.Raise(domainEvent);

        public async Task<CommitReceipt> CommitAsync(CancellationToken cancellationToken)
        {
            await before();
            return await inner.CommitAsync(cancellationToken);
        }

        public ValueTask DisposeAsync() => inner.DisposeAsync();
    }
}
