using System.Runtime.CompilerServices;
using Crm.Sdk.Sessions;
using Crm.Sdk.Storage;
using NodaTime;

namespace Crm.Sdk.Credit;

/// <summary>What the credit files of all customers say together: migration between grades, the watch list (CR-7).</summary>
/// <remarks>A thread-safe singleton. Reads assessments by customer, those of at most some hundred customers at a time in memory. A customer that was merged counts under the name that its assessments were made for.</remarks>
public sealed class CreditFileReports
{
    private const int PageSize = 500;

    private readonly QueryRunner _queries;
    private readonly CreditFileSettings _settings;

    /// <summary>Makes the reports.</summary>
    /// <param name="store">The store.</param>
    /// <param name="model">All kinds.</param>
    /// <param name="settings">How early assessments that end are told.</param>
    public CreditFileReports(ICrmStore store, ModelCatalogue model, CreditFileSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        _queries = new QueryRunner(store, model);
        _settings = settings;
    }

    /// <summary>How many customers went from which grade to which between two days.</summary>
    /// <param name="scope">The tenant.</param>
    /// <param name="from">The first day.</param>
    /// <param name="to">The second day.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>The pairs that there are, the better grade of the first day first, no assessment last.</returns>
    /// <exception cref="CrmException">CRM1030: the second day lies before the first.</exception>
    public async Task<IReadOnlyList<CreditMigration>> MigrationAsync(CrmScope scope, LocalDate from, LocalDate to, CancellationToken cancellationToken)
    {
        Require.InOrder(from, to, "credit migration");
        var counts = new Dictionary<(CreditGrade? From, CreditGrade? To), long>();
        await foreach (List<CreditAssessmentRecord> file in AssessmentFiles.ReadAsync(_queries, scope, to, cancellationToken).ConfigureAwait(false))
        {
            (CreditGrade?, CreditGrade?) pair = (GradeOn(file, from), GradeOn(file, to));
            if (pair != (null, null))
            {
                counts[pair] = counts.GetValueOrDefault(pair) + 1;
            }
        }

        return [.. counts.OrderBy(static entry => entry.Key.From ?? (CreditGrade)int.MaxValue).ThenBy(static entry => entry.Key.To ?? (CreditGrade)int.MaxValue).Select(static entry => new CreditMigration(entry.Key.From, entry.Key.To, entry.Value))];
    }

    /// <summary>The customers that need a look on a day, and why; one entry for each reason.</summary>
    /// <param name="scope">The tenant.</param>
    /// <param name="day">The day.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public async IAsyncEnumerable<CreditWarning> WatchListAsync(CrmScope scope, LocalDate day, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(scope);
        await foreach (List<CreditAssessmentRecord>[] files in AssessmentFiles.ReadAsync(_queries, scope, day, cancellationToken).Chunk(PageSize).WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            HashSet<CustomerId> newer = await WithNewerAsync(scope, files, day, cancellationToken).ConfigureAwait(false);
            foreach (CreditWarning warning in files.SelectMany(file => WarningsOf(file, day, newer)))
            {
                yield return warning;
            }
        }
    }

    private IEnumerable<CreditWarning> WarningsOf(List<CreditAssessmentRecord> file, LocalDate day, HashSet<CustomerId> newer)
    {
        CreditAssessmentRecord last = file[^1];
        CreditGrade? before = file.Count > 1 ? file[^2].Grade : null;
        string?[] reasons =
        [
            last.Grade > before ? CreditWarnings.Downgraded : null,
            last.Grade == CreditGrade.D ? CreditWarnings.Unacceptable : null,
            last.ValidUntil < day ? CreditWarnings.Expired : last.ValidUntil < day.PlusDays(_settings.NoticeDays) ? CreditWarnings.Expiring : null,
            newer.Contains(last.Customer) ? CreditWarnings.NewEvidence : null,
        ];
        return reasons.OfType<string>().Select(reason => new CreditWarning(last.Customer, reason, last.Grade, before, last.ValidUntil));
    }

    /// <summary>The grade that held on a day: that of the last assessment made for a day up to it, as long as it is valid.</summary>
    private static CreditGrade? GradeOn(List<CreditAssessmentRecord> file, LocalDate day) =>
        file.FindLast(record => record.AsOf <= day) is { } last && last.ValidUntil >= day ? last.Grade : null;

    /// <summary>The customers on whom there is evidence of a later day than their last assessment: one query for many of them.</summary>
    private async Task<HashSet<CustomerId>> WithNewerAsync(CrmScope scope, List<CreditAssessmentRecord>[] files, LocalDate day, CancellationToken cancellationToken)
    {
        Dictionary<CustomerId, LocalDate> assessed = files.ToDictionary(static file => file[^1].Customer, static file => file[^1].AsOf);
        var query = new StoreQuery(scope.Tenant, CreditEvidenceModel.Kind.Kind)
        {
            Where = Condition.All(
                Condition.IsIn(CreditEvidenceModel.Customer, [.. assessed.Keys.Select(static customer => FieldValue.Of((RecordId)customer))]),
                Condition.Is(CreditEvidenceModel.Date, Comparison.Greater, FieldValue.Of(assessed.Values.Min())),
                Condition.Is(CreditEvidenceModel.Date, Comparison.LessOrEqual, FieldValue.Of(day))),
            Limit = PageSize,
        };
        HashSet<CustomerId> newer = [];
        await foreach (CreditEvidenceRecord record in _queries.AllAsync<CreditEvidenceRecord>(query, cancellationToken).ConfigureAwait(false))
        {
            if (record.Evidence.Date > assessed[record.Customer])
            {
                newer.Add(record.Customer);
            }
        }

        return newer;
    }
}
