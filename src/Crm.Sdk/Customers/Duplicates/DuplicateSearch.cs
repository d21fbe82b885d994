using System.Runtime.CompilerServices;
using Crm.Sdk.Sessions;
using Crm.Sdk.Storage;

namespace Crm.Sdk.Customers.Duplicates;

/// <summary>One search for duplicates over all customers of a tenant: its pairs, and then its report.</summary>
/// <remarks>
/// Customers are read once to find their blocks, the pairs of the blocks are sorted in temporary files so that each comes once, and then some ten thousand customers at a
/// time are read again and compared. Memory does not grow with the number of customers or of pairs. Read once; not thread-safe.
/// </remarks>
public sealed class DuplicateSearch
{
    private const int PageSize = 1_000;
    private const int PartSize = 20_000;
    private const int BatchSize = 4_096;

    private readonly ICrmStore _store;
    private readonly QueryRunner _queries;
    private readonly MatchRules _rules;
    private readonly TenantId _tenant;
    private readonly DuplicateOptions _options;
    private readonly IProgress<DuplicateProgress>? _progress;
    private DuplicateReport? _report;
    private bool _started;

    internal DuplicateSearch(ICrmStore store, QueryRunner queries, MatchRules rules, TenantId tenant, DuplicateOptions options, IProgress<DuplicateProgress>? progress)
    {
        _store = store;
        _queries = queries;
        _rules = rules;
        _tenant = tenant;
        _options = options;
        _progress = progress;
    }

    /// <summary>Whether there is a match rule; without one no pair is found, and that says nothing.</summary>
    public bool HasRules => _rules.Count > 0;

    /// <summary>What the search did; there once all pairs were read.</summary>
    /// <exception cref="InvalidOperationException">Not all pairs were read yet.</exception>
    public DuplicateReport Report => _report ?? throw new InvalidOperationException("The report is there when all pairs have been read.");

    /// <summary>The pairs that reach the threshold, each once, in no particular order.</summary>
    /// <param name="cancellationToken">Stops between batches.</param>
    /// <exception cref="CrmException">CRM2150: a rule failed.</exception>
    /// <exception cref="InvalidOperationException">The pairs are being read already, or were.</exception>
    public async IAsyncEnumerable<DuplicatePair> PairsAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (_started)
        {
            throw new InvalidOperationException("The pairs of a search are read once; begin another search.");
        }

        _started = true;
        var survey = new BlockSurvey(_options.MaxBlock);
        long compared = 0, hits = 0;
        var ids = new IdList();
        var entries = new SortedSpill();
        var pairs = new SortedSpill();
        await using (ids.ConfigureAwait(false))
        await using (entries.ConfigureAwait(false))
        await using (pairs.ConfigureAwait(false))
        {
            await BlockAsync(ids, entries, cancellationToken).ConfigureAwait(false);
            _progress?.Report(new DuplicateProgress(DuplicateStep.Pairing, ids.Count));
            foreach ((uint left, uint right) in survey.Pairs(entries.Sorted().Select(BlockEntry.Unpack)))
            {
                pairs.Add(Pack(left, right));
                if ((pairs.Count & 0xFFFFF) == 0)
                {
                    cancellationToken.ThrowIfCancellationRequested();
                }
            }

            await foreach ((List<DuplicatePair> found, int count) in CompareAsync(ids, pairs, cancellationToken).ConfigureAwait(false))
            {
                compared += count;
                hits += found.Count;
                _progress?.Report(new DuplicateProgress(DuplicateStep.Comparing, compared));
                foreach (DuplicatePair pair in found)
                {
                    yield return pair;
                }
            }

            _report = new DuplicateReport(ids.Count, compared, hits, await NameLargeAsync(survey, ids, cancellationToken).ConfigureAwait(false), survey.LargeCount);
        }
    }

    // Pairs of the same two parts stand together: part, part, customer, customer.
    private static UInt128 Pack(uint left, uint right) =>
        ((UInt128)(left / PartSize) << 96) | ((UInt128)(right / PartSize) << 64) | ((UInt128)left << 32) | right;

    private async Task BlockAsync(IdList ids, SortedSpill entries, CancellationToken cancellationToken)
    {
        var query = new StoreQuery(_tenant, CustomerModel.Kind.Kind) { Where = DuplicateFinder.IsLooked, Limit = PageSize };
        while (true)
        {
            RecordPage page = await _queries.PageAsync(query, cancellationToken).ConfigureAwait(false);
            Customer[] customers = [.. page.Records.Select(static record => (Customer)record.Entity)];
            object?[][] features = await _rules.ReadAsync(customers, cancellationToken).ConfigureAwait(false);
            ulong[] names = [.. customers.Select(static customer => BlockEntry.NameOf(customer.Name))];
            for (int rule = 0; rule < _rules.Count; rule++)
            {
                string[][] keys = await _rules.KeysAsync(rule, features[rule], cancellationToken).ConfigureAwait(false);
                for (int i = 0; i < keys.Length; i++)
                {
                    foreach (string key in keys[i])
                    {
                        entries.Add(new BlockEntry(BlockEntry.HashOf(rule, key), names[i], ids.Count + (uint)i).Packed);
                    }
                }
            }

            foreach (Customer customer in customers)
            {
                ids.Add(customer.Id);
            }

            _progress?.Report(new DuplicateProgress(DuplicateStep.Blocking, ids.Count));
            if (page.Next is null)
            {
                return;
            }

            query = query with { After = page.Next };
        }
    }

    private async IAsyncEnumerable<(List<DuplicatePair> Found, int Count)> CompareAsync(IdList ids, SortedSpill pairs, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        CustomerPart? left = null, right = null;
        uint leftPart = uint.MaxValue, rightPart = uint.MaxValue;
        UInt128 last = UInt128.MaxValue;
        var batch = new List<(uint Left, uint Right)>(BatchSize);
        foreach (UInt128 packed in pairs.Sorted())
        {
            if (packed == last)
            {
                continue; // they share several keys
            }

            last = packed;
            uint part = (uint)(packed >> 96), otherPart = (uint)(packed >> 64);
            if (batch.Count == BatchSize || ((part, otherPart) != (leftPart, rightPart) && batch.Count > 0))
            {
                yield return (await CompareAsync(left!, right!, batch, cancellationToken).ConfigureAwait(false), batch.Count);
                batch.Clear();
            }

            if (part != leftPart)
            {
                (leftPart, left) = (part, await LoadAsync(ids, part, cancellationToken).ConfigureAwait(false));
            }

            if (otherPart != rightPart || right is null)
            {
                (rightPart, right) = (otherPart, otherPart == leftPart ? left : await LoadAsync(ids, otherPart, cancellationToken).ConfigureAwait(false));
            }

            batch.Add(((uint)(packed >> 32), (uint)packed));
        }

        if (batch.Count > 0)
        {
            yield return (await CompareAsync(left!, right!, batch, cancellationToken).ConfigureAwait(false), batch.Count);
        }
    }

    private Task<CustomerPart> LoadAsync(IdList ids, uint part, CancellationToken cancellationToken)
    {
        uint first = part * PartSize;
        return CustomerPart.LoadAsync(_store, _tenant, _rules, ids, first, (int)Math.Min(PartSize, ids.Count - first), cancellationToken);
    }

    private async Task<List<DuplicatePair>> CompareAsync(CustomerPart left, CustomerPart right, List<(uint Left, uint Right)> batch, CancellationToken cancellationToken)
    {
        MatchSubjects[] subjects = [.. batch.Select(pair => CustomerPart.Subjects(left, pair.Left, right, pair.Right))];
        double[] scores = await _rules.ScoresAsync(subjects, _options.PriorBits, cancellationToken).ConfigureAwait(false);
        int[] hits = [.. Enumerable.Range(0, scores.Length).Where(i => scores[i] >= _options.Threshold && left[batch[i].Left] is not null && right[batch[i].Right] is not null)];
        if (hits.Length == 0)
        {
            return [];
        }

        ValueList<MatchFinding>[] findings = await _rules.ExplainAsync([.. hits.Select(i => subjects[i])], cancellationToken).ConfigureAwait(false);
        return [.. hits.Select((hit, k) => new DuplicatePair(left[batch[hit].Left]!, right[batch[hit].Right]!, scores[hit], findings[k]))];
    }

    private async Task<ValueList<LargeBlock>> NameLargeAsync(BlockSurvey survey, IdList ids, CancellationToken cancellationToken)
    {
        var named = new List<LargeBlock>();
        foreach ((ulong block, long customers, long notCompared, uint example) in survey.Large())
        {
            CustomerPart one = await CustomerPart.LoadAsync(_store, _tenant, _rules, ids, example, 1, cancellationToken).ConfigureAwait(false);
            if (one[example] is { } customer)
            {
                named.Add(new LargeBlock(await RuleOfAsync(block, customer, cancellationToken).ConfigureAwait(false), customers, notCompared, customer.Id));
            }
        }

        return named.ToValueList();
    }

    private async Task<string> RuleOfAsync(ulong block, Customer customer, CancellationToken cancellationToken)
    {
        object?[][] features = await _rules.ReadAsync([customer], cancellationToken).ConfigureAwait(false);
        for (int rule = 0; rule < _rules.Count; rule++)
        {
            string[][] keys = await _rules.KeysAsync(rule, features[rule], cancellationToken).ConfigureAwait(false);
            if (Array.Exists(keys[0], key => BlockEntry.HashOf(rule, key) == block))
            {
                return _rules.Descriptors[rule].Id;
            }
        }

        return string.Empty; // the customer was changed meanwhile
    }
}
