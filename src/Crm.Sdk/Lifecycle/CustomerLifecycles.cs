using Crm.Sdk.Classification;
using Crm.Sdk.Customers.Duplicates;
using Crm.Sdk.Guarding;
using Crm.Sdk.Loyalty;
using Crm.Sdk.Plugins;
using Crm.Sdk.Sessions;
using Crm.Sdk.Storage;
using NodaTime;

namespace Crm.Sdk.Lifecycle;

/// <summary>Derives where customers stand in their lives from orders net of returns and interactions, keeps the history, and explains it (LC-1).</summary>
/// <remarks>A thread-safe singleton. A merged customer's life is that of its survivor, by the records of both.</remarks>
public sealed class CustomerLifecycles
{
    private readonly ICrmStore _store;
    private readonly CustomerIdentity _identity;
    private readonly IExtensions _extensions;
    private readonly LifecycleSettings _settings;
    private readonly QueryRunner _queries;
    private readonly LifecycleFactReader _facts;
    private readonly KeptLifecycles _kept;
    private readonly TimeProvider _time;

    /// <summary>Makes the service.</summary>
    /// <param name="crm">Opens sessions.</param>
    /// <param name="store">The store.</param>
    /// <param name="identity">Leads merged customers to their survivor.</param>
    /// <param name="extensions">The sources of plugins.</param>
    /// <param name="settings">By which lifecycle.</param>
    /// <param name="time">Measures deadlines.</param>
    /// <exception cref="CrmException">CRM1030, CRM6650: the settings are out of their range, or the definition is not consistent.</exception>
    public CustomerLifecycles(ICrm crm, ICrmStore store, CustomerIdentity identity, IExtensions extensions, LifecycleSettings settings, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(crm);
        ArgumentNullException.ThrowIfNull(settings);
        settings.Check();
        (_store, _identity, _extensions, _settings, _time) = (store, identity, extensions, settings, time);
        _queries = new QueryRunner(store, crm.Model);
        _kept = new KeptLifecycles(crm, _queries, settings.BatchSize, time);
        _facts = new LifecycleFactReader(store, extensions, settings.SourceDeadline, time);
    }

    /// <summary>The lifecycle by which this host walks: that of its settings, with what plugins add.</summary>
    /// <param name="cancellationToken">Stops the asking.</param>
    /// <exception cref="CrmException">CRM6651: a source of a plugin failed; without its stages histories would be others.</exception>
    public async Task<LifecycleDefinition> DefinitionAsync(CancellationToken cancellationToken)
    {
        LifecycleDefinition definition = _settings.Definition;
        foreach (Extension<ILifecycleSource> extension in _extensions.All<ILifecycleSource>())
        {
            LifecycleDefinition with = definition;
            CallFailure? failure = await GuardedCall.RunAsync(
                extension.Guard,
                "lifecycle-source",
                extension.Instance,
                (source, _) =>
                {
                    with = definition.With([source]);
                    return ValueTask.CompletedTask;
                },
                _settings.SourceDeadline,
                _time,
                cancellationToken).ConfigureAwait(false);
            definition = failure is null ? with : throw new CrmException(LifecycleErrorCodes.BadFact, $"A lifecycle source of {extension.Guard?.Plugin} failed to say what it adds: {failure.ExceptionType}: {failure.Message}");
        }

        return definition;
    }

    /// <summary>Brings the lifecycles of all customers up to an instant, batch by batch, each batch in a commit of its own.</summary>
    /// <remarks>Writes only what follows otherwise than it is kept: so a run that was stopped is gone on with by running it again, and a late order rewrites the history of its customer.</remarks>
    /// <param name="scope">The tenant and the actor.</param>
    /// <param name="asOf">Up to when, and the zone in which days are counted.</param>
    /// <param name="progress">Told how many customers were looked at.</param>
    /// <param name="cancellationToken">Stops between batches.</param>
    /// <exception cref="CrmException">CRM6650: the definition, with what plugins add, is not consistent. CRM2033: others wrote the same lifecycles each time it was tried.</exception>
    public async Task<LifecycleRunReport> RunAsync(CrmScope scope, AsOf asOf, IProgress<long>? progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(scope);
        ArgumentNullException.ThrowIfNull(asOf);
        LifecycleDefinition definition = await DefinitionAsync(cancellationToken).ConfigureAwait(false);
        var walk = new LifecycleWalk(definition, asOf.Zone);
        MergedCustomers merged = await MergedCustomers.ReadAsync(_store, scope.Tenant, cancellationToken).ConfigureAwait(false);
        var total = new LifecycleRunReport(0, 0, 0, 0, 0, 0, 0, []);
        await foreach (IReadOnlyList<LoyaltySubject> batch in MemberBatches.AllAsync(_queries, scope, merged, _settings.BatchSize, cancellationToken).ConfigureAwait(false))
        {
            ValueList<LoyaltySubject> customers = batch.ToValueList();
            (LifecycleFactRequest facts, Instant?[] known, ValueList<string> failed) = await _facts.ReadAsync(scope, asOf, customers, cancellationToken).ConfigureAwait(false);
            total = total with { Customers = total.Customers + customers.Count };
            if (failed.IsEmpty)
            {
                LifecycleHistory?[] histories = [.. Enumerable.Range(0, customers.Count).Select(place => walk.Of(known[place], facts.Of(place), asOf.Instant))];
                total = await _kept.KeepAsync(scope, customers, [.. histories.Select((history, place) => RecordOf(customers[place].Customer, definition, asOf, history))], total, cancellationToken).ConfigureAwait(false);
            }
            else
            {
                total = total with { Skipped = total.Skipped + customers.Count, Failed = total.Failed.Concat(failed).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToValueList() };
            }

            progress?.Report(total.Customers);
        }

        if (total.Skipped == 0)
        {
            await _kept.RemoveOfTheGoneAsync(scope, total.Changed + total.Unchanged + total.Later, cancellationToken).ConfigureAwait(false);
        }

        return total;
    }

    /// <summary>How a customer's life follows from what is known, with the reasons for each change, and what comes next if nothing happens. Nothing is kept.</summary>
    /// <param name="scope">The tenant.</param>
    /// <param name="customer">Whose.</param>
    /// <param name="asOf">Up to when.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>Null where the customer was not known yet.</returns>
    /// <exception cref="CrmException">CRM6650: the definition is not consistent. CRM6651: a source of a plugin failed, so that nothing can be said.</exception>
    public async Task<LifecycleHistory?> ExplainAsync(CrmScope scope, CustomerId customer, AsOf asOf, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(scope);
        ArgumentNullException.ThrowIfNull(asOf);
        CustomerId survivor = await _identity.ResolveAsync(scope, customer, cancellationToken).ConfigureAwait(false);
        var subject = new LoyaltySubject(survivor, (await _identity.MembersAsync(scope, survivor, cancellationToken).ConfigureAwait(false)).ToValueList());
        (LifecycleFactRequest facts, Instant?[] known, ValueList<string> failed) = await _facts.ReadAsync(scope, asOf, [subject], cancellationToken).ConfigureAwait(false);
        return failed.IsEmpty
            ? new LifecycleWalk(await DefinitionAsync(cancellationToken).ConfigureAwait(false), asOf.Zone).Of(known[0], facts.Of(0), asOf.Instant)
            : throw new CrmException(LifecycleErrorCodes.BadFact, $"The lifecycle of {customer} cannot be told: the source {string.Join(", ", failed)} failed; see its plugin's health.");
    }

    /// <summary>The lifecycle that is kept of a customer; null where there is none.</summary>
    /// <param name="scope">The tenant.</param>
    /// <param name="customer">Whose.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public async Task<CustomerLifecycle?> FindAsync(CrmScope scope, CustomerId customer, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(scope);
        CustomerId survivor = await _identity.ResolveAsync(scope, customer, cancellationToken).ConfigureAwait(false);
        return (await _store.FindAsync(scope.Tenant, CustomerLifecycleModel.Kind.Kind, [CustomerLifecycle.IdOf(survivor)], cancellationToken).ConfigureAwait(false))[0]?.Entity as CustomerLifecycle;
    }

    private static CustomerLifecycle? RecordOf(CustomerId customer, LifecycleDefinition definition, AsOf asOf, LifecycleHistory? history) => history is null ? null : new CustomerLifecycle
    {
        Id = CustomerLifecycle.IdOf(customer),
        Customer = customer,
        Definition = definition.Id,
        DefinitionVersion = definition.Version,
        Zone = asOf.Zone.Id,
        AsOf = asOf.Instant,
        Changes = history.Steps.Select(static step => step.Change).ToValueList(),
    };
}
