using Crm.Sdk.Plugins;
using Crm.Sdk.Sessions;
using Crm.Sdk.Storage;

namespace Crm.Sdk.Customers.Duplicates;

/// <summary>Finds customers that are in the base twice, with an explained score (DQ-3): all of a tenant's, or those that one new or changed customer may be.</summary>
/// <remarks>What speaks for and against comes from the match rules of plugins. A thread-safe singleton that writes nothing.</remarks>
public sealed class DuplicateFinder
{
    private const int MaxCandidates = 500;

    /// <summary>The customers that are looked at: neither in the recycle bin nor merged into another.</summary>
    internal static readonly Condition IsLooked = Condition.Any(CustomerModel.IsActive, Condition.Equal(CustomerModel.State, FieldValue.Of((long)CustomerState.Archived)));

    private readonly ICrmStore _store;
    private readonly ModelCatalogue _model;
    private readonly QueryRunner _queries;
    private readonly IExtensions _extensions;

    /// <summary>Makes the finder.</summary>
    /// <param name="store">The store, whose schema was made for the model.</param>
    /// <param name="model">All kinds.</param>
    /// <param name="extensions">The match rules of plugins.</param>
    public DuplicateFinder(ICrmStore store, ModelCatalogue model, IExtensions extensions)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(extensions);
        _store = store;
        _model = model;
        _queries = new QueryRunner(store, model);
        _extensions = extensions;
    }

    /// <summary>Prepares a search over all customers of a tenant. Nothing is read before its pairs are.</summary>
    /// <param name="scope">The tenant.</param>
    /// <param name="options">How; the defaults where null.</param>
    /// <param name="progress">Told how far it is; may be null.</param>
    /// <exception cref="CrmException">CRM2151: two rules have one id. CRM2152: an option is out of range. CRM5002: the plugins have not been started yet.</exception>
    public DuplicateSearch Search(CrmScope scope, DuplicateOptions? options, IProgress<DuplicateProgress>? progress)
    {
        ArgumentNullException.ThrowIfNull(scope);
        return new DuplicateSearch(_store, _queries, new MatchRules(_extensions), scope.Tenant, (options ?? new DuplicateOptions()).Checked(), progress);
    }

    /// <summary>Looks which stored customers one customer may be, by indexed look-ups: the cost does not grow with the base.</summary>
    /// <param name="scope">The tenant.</param>
    /// <param name="customer">The customer, stored or not; it is never its own match.</param>
    /// <param name="options">How; the defaults where null.</param>
    /// <param name="cancellationToken">Stops between reads.</param>
    /// <returns>The matches from the threshold on, the likeliest first.</returns>
    /// <exception cref="CrmException">CRM2150: a rule failed. CRM2151: a rule looks in a field without index. CRM2152: an option is out of range.</exception>
    public async Task<DuplicateCheck> CheckAsync(CrmScope scope, Customer customer, DuplicateOptions? options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(scope);
        ArgumentNullException.ThrowIfNull(customer);
        DuplicateOptions asked = (options ?? new DuplicateOptions()).Checked();
        var rules = new MatchRules(_extensions);
        object?[][] features = await rules.ReadAsync([customer], cancellationToken).ConfigureAwait(false);
        var lookup = new CandidateLookup(_queries, scope.Tenant);
        for (int rule = 0; rule < rules.Count; rule++)
        {
            foreach (Condition where in await rules.CandidatesAsync(rule, features[rule], cancellationToken).ConfigureAwait(false))
            {
                RequireIndexes(where, rules.Descriptors[rule]);
                lookup.Add(where);
            }
        }

        Dictionary<RecordId, Customer> candidates = await lookup.ReadAsync(MaxCandidates, cancellationToken).ConfigureAwait(false);
        candidates.Remove(customer.Id);
        return new DuplicateCheck(await CompareAsync(rules, customer, features, [.. candidates.Values], asked, cancellationToken).ConfigureAwait(false), !lookup.IsCut);
    }

    /// <summary>
    /// Says whether somebody probably has a customer already, to one who may not see that customer: who is responsible for it and how likely it is, and nothing of the customer itself.
    /// </summary>
    /// <param name="scope">The tenant.</param>
    /// <param name="customer">The customer asked about, as far as the asker knows it.</param>
    /// <param name="cancellationToken">Stops between reads.</param>
    /// <returns>One hint for each match, the likeliest first; no ids, keys, values or reasons.</returns>
    /// <exception cref="CrmException">CRM2150: a rule failed. CRM2151: a rule looks in a field without index.</exception>
    public async Task<ValueList<DuplicateHint>> HintAsync(CrmScope scope, Customer customer, CancellationToken cancellationToken)
    {
        DuplicateCheck check = await CheckAsync(scope, customer, null, cancellationToken).ConfigureAwait(false);
        return [.. check.Matches.Select(static match => new DuplicateHint(match.Customer.Owner, DuplicateHint.BandOf(match.Score)))];
    }

    private static async Task<ValueList<DuplicateMatch>> CompareAsync(
        MatchRules rules, Customer customer, object?[][] features, Customer[] others, DuplicateOptions options, CancellationToken cancellationToken)
    {
        object?[][] read = await rules.ReadAsync(others, cancellationToken).ConfigureAwait(false);
        MatchSubjects[] subjects = [.. others.Select((_, i) => new MatchSubjects(features, 0, read, i))];
        double[] scores = await rules.ScoresAsync(subjects, options.PriorBits, cancellationToken).ConfigureAwait(false);
        int[] hits = [.. Enumerable.Range(0, scores.Length).Where(i => scores[i] >= options.Threshold).OrderByDescending(i => scores[i]).ThenBy(i => (RecordId)others[i].Id)];
        ValueList<MatchFinding>[] findings = await rules.ExplainAsync([.. hits.Select(i => subjects[i])], cancellationToken).ConfigureAwait(false);
        return [.. hits.Select((hit, k) => new DuplicateMatch(others[hit], scores[hit], findings[k]))];
    }

    /// <summary>Refuses a condition that would read the whole base.</summary>
    internal void RequireIndexes(Condition where, MatchRuleDescriptor rule)
    {
        KindModel kind = _model[CustomerModel.Kind.Kind];
        foreach (FieldId field in FieldsOf(where))
        {
            if (!kind.IsQueryable(field, FieldSupport.Indexed))
            {
                throw new CrmException(DuplicateErrorCodes.BadRule, $"The match rule '{rule.Id}' looks for candidates by '{field}', which has no index: each check would read the whole base.");
            }
        }
    }

    private static IEnumerable<FieldId> FieldsOf(Condition condition) => condition switch
    {
        Condition.AllOf all => all.Conditions.SelectMany(FieldsOf),
        Condition.AnyOf any => any.Conditions.SelectMany(FieldsOf),
        Condition.Negation not => FieldsOf(not.Condition),
        Condition.Compare compare => [compare.Field],
        Condition.In isIn => [isIn.Field],
        Condition.Prefix prefix => [prefix.Field],
        Condition.IsNull isNull => [isNull.Field],
        Condition.HasValue has => [has.Field],
        _ => [],
    };
}
