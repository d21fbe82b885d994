using System.Runtime.CompilerServices;
using Crm.Sdk.Classification;
using Crm.Sdk.Labels;
using Crm.Sdk.Loyalty;
using Crm.Sdk.Sessions;
using Crm.Sdk.Storage;
using Crm.Sdk.Value;

namespace Crm.Sdk.Lifecycle;

/// <summary>Warns of customers who are about to be lost, with reasons (LC-2).</summary>
/// <remarks>
/// A thread-safe singleton. Orders are read from the columns that the classifier keeps, everything else batch by batch. A merged customer's records are its survivor's.
/// </remarks>
public sealed class ChurnWarnings
{
    private readonly ICrmStore _store;
    private readonly IClassifier _classifier;
    private readonly ICustomerValue _value;
    private readonly LabelReader _labels;
    private readonly ChurnSettings _settings;
    private readonly ChurnAssessor _assessor;
    private readonly ChurnEvidence _evidence;

    /// <summary>Makes the service.</summary>
    /// <param name="crm">Knows the kinds.</param>
    /// <param name="store">The store.</param>
    /// <param name="classifier">Keeps the columns of orders.</param>
    /// <param name="value">Keeps the fits of value models.</param>
    /// <param name="labels">Knows the groups.</param>
    /// <param name="settings">By which policy.</param>
    /// <exception cref="CrmException">CRM1030: the settings are out of their range.</exception>
    public ChurnWarnings(ICrm crm, ICrmStore store, IClassifier classifier, ICustomerValue value, LabelReader labels, ChurnSettings settings)
    {
        ArgumentNullException.ThrowIfNull(crm);
        ArgumentNullException.ThrowIfNull(settings);
        settings.Check();
        (_store, _classifier, _value, _labels, _settings) = (store, classifier, value, labels, settings);
        _assessor = new ChurnAssessor(settings.Policy);
        _evidence = new ChurnEvidence(store, new QueryRunner(store, crm.Model), settings.Policy);
    }

    /// <summary>Judges all customers who have bought.</summary>
    /// <param name="scope">The tenant.</param>
    /// <param name="asOf">For when.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>One answer a customer, in no promised order.</returns>
    public async IAsyncEnumerable<ChurnWarning> ReadAsync(CrmScope scope, AsOf asOf, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(scope);
        ArgumentNullException.ThrowIfNull(asOf);
        PurchaseTable table = PurchaseTable.Of(await _classifier.LoadColumnsAsync(scope, asOf, cancellationToken).ConfigureAwait(false), asOf, cancellationToken);
        MergedCustomers merged = await MergedCustomers.ReadAsync(_store, scope.Tenant, cancellationToken).ConfigureAwait(false);
        ValueModelFit? fit = await FitAsync(scope, asOf, cancellationToken).ConfigureAwait(false);
        var behaviour = new ChurnBehaviour(_settings.Policy, table, fit);
        foreach (int[] rows in Batches(table))
        {
            Dictionary<CustomerId, string> groups = await GroupsAsync(scope, table, rows, cancellationToken).ConfigureAwait(false);
            behaviour.Learn(rows, groups);
        }

        ILookup<CustomerId, CustomerId> losers = merged.LosersBySurvivor();
        foreach (int[] rows in Batches(table))
        {
            Dictionary<CustomerId, string> groups = await GroupsAsync(scope, table, rows, cancellationToken).ConfigureAwait(false);
            ChurnFacts[] facts = [.. rows.Select(row => behaviour.FactsOf(row, groups.GetValueOrDefault(table.CustomerAt(row))))];
            ValueList<LoyaltySubject> subjects = facts.Select(one => new LoyaltySubject(one.Customer, losers[one.Customer].Prepend(one.Customer).ToValueList())).ToValueList();
            await _evidence.AddAsync(scope, asOf, subjects, facts, cancellationToken).ConfigureAwait(false);
            foreach (ChurnFacts one in facts)
            {
                yield return _assessor.Assess(one);
            }
        }
    }

    private IEnumerable<int[]> Batches(PurchaseTable table) => Enumerable.Range(0, table.Count).Chunk(_settings.BatchSize);

    /// <summary>The latest fit of the first model that has one, made for an instant up to the one asked for: a later one would know what was to come.</summary>
    private async Task<ValueModelFit?> FitAsync(CrmScope scope, AsOf asOf, CancellationToken cancellationToken)
    {
        foreach (string model in _settings.Policy.Models)
        {
            if (await _value.FindFitAsync(scope, model, null, null, cancellationToken).ConfigureAwait(false) is { } fit && fit.AsOf <= asOf.Instant)
            {
                return fit;
            }
        }

        return null;
    }

    private async Task<Dictionary<CustomerId, string>> GroupsAsync(CrmScope scope, PurchaseTable table, int[] rows, CancellationToken cancellationToken)
    {
        var groups = new Dictionary<CustomerId, string>();
        if (_settings.Policy.GroupDimension is { } dimension)
        {
            await foreach (LabelAssignment label in _labels.OfManyAsync(scope, [.. rows.Select(table.CustomerAt)], dimension, cancellationToken).ConfigureAwait(false))
            {
                if (label.Label is { } name)
                {
                    groups[label.Customer] = name;
                }
            }
        }

        return groups;
    }
}
