using Crm.Sdk.Storage;
using NodaTime;

namespace Crm.Sdk.Sessions;

/// <summary>The way in, over one store: opens sessions.</summary>
/// <remarks>A thread-safe singleton.</remarks>
public sealed class CrmCore : ICrm
{
    private readonly ICrmStore _store;
    private readonly IClock _clock;
    private readonly CommitTrail _trail;
    private readonly ICommitCheck? _check;

    /// <summary>Makes the way in.</summary>
    /// <param name="store">The store, whose schema was made for the model.</param>
    /// <param name="model">All kinds.</param>
    /// <param name="clock">Business time.</param>
    /// <param name="trail">What commits leave behind.</param>
    /// <param name="check">Looks at what commits are about to write; null for not looking.</param>
    public CrmCore(ICrmStore store, ModelCatalogue model, IClock clock, CommitTrail trail, ICommitCheck? check = null)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(clock);
        ArgumentNullException.ThrowIfNull(trail);
        _store = store;
        Model = model;
        _clock = clock;
        _trail = trail;
        _check = check;
    }

    /// <inheritdoc/>
    public ModelCatalogue Model { get; }

    /// <inheritdoc/>
    public ICrmSession OpenSession(CrmScope scope)
    {
        ArgumentNullException.ThrowIfNull(scope);
        return new CrmSession(scope, _store, Model, _clock, _trail, _check);
    }
}
