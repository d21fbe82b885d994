using System.Runtime.CompilerServices;
using Crm.Sdk.Billing;
using Crm.Sdk.Classification;
using Crm.Sdk.Receivables;
using Crm.Sdk.Sessions;
using Crm.Sdk.Storage;
using NodaTime;

namespace Crm.Sdk.Credit;

/// <summary>Says who is due to be assessed again, by schedule, on late payment and on change of facts, and assesses them (CR-7).</summary>
/// <remarks>
/// A thread-safe singleton. Who is due follows from the records themselves, so nothing that happened is missed while nobody looked, and who was assessed is due no more. Files are read by customer; those of
/// <see cref="BatchSize"/> customers at a time are in memory, and the ids of merged customers.
/// </remarks>
public sealed class CreditReviews
{
    /// <summary>How many customers are looked at, and assessed, at a time.</summary>
    public const int BatchSize = OutsideInformation.BatchSize;

    private const int PageSize = 500;

    private readonly ICrm _crm;
    private readonly QueryRunner _queries;
    private readonly ICrmStore _store;
    private readonly LedgerReader _ledgers;
    private readonly CreditFile _file;
    private readonly CreditFileSettings _settings;

    /// <summary>Makes the service.</summary>
    /// <param name="crm">The units of work.</param>
    /// <param name="store">The store.</param>
    /// <param name="ledgers">Says what was paid late.</param>
    /// <param name="file">Assesses.</param>
    /// <param name="settings">How early assessments that end are due.</param>
    public CreditReviews(ICrm crm, ICrmStore store, LedgerReader ledgers, CreditFile file, CreditFileSettings settings)
    {
        ArgumentNullException.ThrowIfNull(crm);
        ArgumentNullException.ThrowIfNull(settings);
        (_crm, _store, _ledgers, _file, _settings) = (crm, store, ledgers, file, settings);
        _queries = new QueryRunner(store, crm.Model);
    }

    /// <summary>The customers who are due at the end of a day, among those who were assessed for an earlier one, by customer.</summary>
    /// <param name="scope">The tenant.</param>
    /// <param name="asOf">The end of the day.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public async IAsyncEnumerable<CreditReview> DueAsync(CrmScope scope, AsOf asOf, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(scope);
        ArgumentNullException.ThrowIfNull(asOf);
        MergedCustomers merged = await MergedCustomers.ReadAsync(_store, scope.Tenant, cancellationToken).ConfigureAwait(false);
        await foreach (CreditAssessmentRecord[] last in AssessmentFiles.ReadAsync(_queries, scope, asOf.Date, cancellationToken).Select(static file => file[^1]).Chunk(BatchSize).WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            List<FileMember[]> owners = await OwnersAsync(scope, merged, last, asOf.Date, cancellationToken).ConfigureAwait(false);
            CustomerId[] members = [.. owners.SelectMany(static owner => owner).Select(static member => member.Customer)];
            LocalDate since = last.Min(static record => record.AsOf);
            ILookup<CustomerId, Fact> facts = await FactsAsync(scope, members, asOf.Date, cancellationToken).ConfigureAwait(false);
            ILookup<CustomerId, Invoice> invoices = await DueInvoicesAsync(scope, members, since, asOf.Date, cancellationToken).ConfigureAwait(false);
            Dictionary<CustomerId, CreditAccount> accounts = await AccountsAsync(scope, members, cancellationToken).ConfigureAwait(false);
            foreach (FileMember[] owner in owners)
            {
                if (await ReviewAsync(scope, owner, facts, invoices, accounts, asOf, cancellationToken).ConfigureAwait(false) is { Reasons.IsEmpty: false } review)
                {
                    yield return review;
                }
            }
        }
    }

    /// <summary>Assesses who is due, one commit for each <see cref="BatchSize"/> customers. What was committed stays; the rest is due again.</summary>
    /// <param name="scope">The tenant, and who does it.</param>
    /// <param name="asOf">The end of the day for which.</param>
    /// <param name="currency">The currency of those without an account.</param>
    /// <param name="most">How many at most, 1 or more; null for all.</param>
    /// <param name="dryRun">Whether to say who would be assessed only.</param>
    /// <param name="cancellationToken">Stops between commits.</param>
    /// <returns>Each customer when its assessment is committed. One that could not be assessed is told with the error, and holds no other up.</returns>
    public async IAsyncEnumerable<ReviewedCredit> RunAsync(CrmScope scope, AsOf asOf, Currency currency, int? most, bool dryRun, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(most ?? 1, 1);
        await foreach (CreditReview[] batch in DueAsync(scope, asOf, cancellationToken).Take(most ?? int.MaxValue).Chunk(BatchSize).WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            IReadOnlyList<ReviewedCredit> reviewed = dryRun ? [.. batch.Select(static due => new ReviewedCredit(due, null, null))] : await AssessAsync(scope, batch, asOf, currency, cancellationToken).ConfigureAwait(false);
            foreach (ReviewedCredit one in reviewed)
            {
                yield return one;
            }
        }
    }

    private async Task<IReadOnlyList<ReviewedCredit>> AssessAsync(CrmScope scope, CreditReview[] batch, AsOf asOf, Currency currency, CancellationToken cancellationToken)
    {
        await using ICrmSession session = _crm.OpenSession(scope);
        session.Reason = "credit review";
        (FiledAssessment? Filed, CrmException? Error)[] answers = await _file.AssessManyAsync(session, [.. batch.Select(static due => due.Customer)], asOf, currency, cancellationToken).ConfigureAwait(false);
        await session.CommitAsync(cancellationToken).ConfigureAwait(false);
        return [.. batch.Zip(answers, static (due, answer) => new ReviewedCredit(due, answer.Filed?.Record.Grade, answer.Error))];
    }

    /// <summary>Each survivor once with its members and the last assessment of any of them. A file of a merged customer speaks for a survivor that has none of its own; otherwise the survivor's does.</summary>
    private async Task<List<FileMember[]>> OwnersAsync(CrmScope scope, MergedCustomers merged, CreditAssessmentRecord[] last, LocalDate day, CancellationToken cancellationToken)
    {
        List<FileMember[]> owners = [];
        HashSet<CustomerId> seen = [];
        foreach (CreditAssessmentRecord record in last)
        {
            CustomerId survivor = merged.Of(record.Customer.Value);
            if ((survivor != record.Customer && await IsAssessedAsync(scope, survivor, day, cancellationToken).ConfigureAwait(false)) || !seen.Add(survivor))
            {
                continue;
            }

            IReadOnlyList<CustomerId> members = merged.IsSurvivor(survivor) ? merged.WithMembers([survivor]) : [survivor];
            owners.Add([.. members.Select(member => new FileMember(member, record))]);
        }

        return owners;
    }

    private async Task<bool> IsAssessedAsync(CrmScope scope, CustomerId customer, LocalDate day, CancellationToken cancellationToken)
    {
        var query = new StoreQuery(scope.Tenant, CreditAssessmentModel.Kind.Kind)
        {
            Where = Condition.All(Condition.Equal(CreditAssessmentModel.Customer, FieldValue.Of((RecordId)customer)), Condition.Is(CreditAssessmentModel.AsOf, Comparison.LessOrEqual, FieldValue.Of(day))),
            Limit = 1,
        };
        return await _queries.AllAsync<CreditAssessmentRecord>(query, cancellationToken).AnyAsync(cancellationToken).ConfigureAwait(false);
    }

    private async Task<CreditReview> ReviewAsync(
        CrmScope scope,
        FileMember[] owner,
        ILookup<CustomerId, Fact> facts,
        ILookup<CustomerId, Invoice> invoices,
        Dictionary<CustomerId, CreditAccount> accounts,
        AsOf asOf,
        CancellationToken cancellationToken)
    {
        CreditAssessmentRecord last = owner[0].Last;
        LocalDate day = asOf.Date;
        CreditAccount? account = owner.Select(member => accounts.GetValueOrDefault(member.Customer)).FirstOrDefault(static one => one is not null);
        List<string> reasons = [];
        if (last.AsOf < day && (last.ValidUntil < day.PlusDays(_settings.NoticeDays) || (account?.ReviewOn is { } review && last.AsOf < review && review <= day)))
        {
            reasons.Add(CreditReviewReasons.Schedule);
        }

        if (last.AsOf < day && owner.SelectMany(member => invoices[member.Customer]).Any(invoice => IsDueBetween(invoice, last.AsOf, day))
            && await PaidLateAsync(scope, owner[0].Customer, last.AsOf, asOf, cancellationToken).ConfigureAwait(false))
        {
            reasons.Add(CreditReviewReasons.LatePayment);
        }

        bool isMerged = owner[0].Customer != last.Customer;
        bool isSecuredOtherwise = account?.Securities.Any(security => (security.From > last.AsOf && security.From <= day) || (security.Until >= last.AsOf && security.Until < day)) == true;
        if (isMerged || isSecuredOtherwise || owner.SelectMany(member => facts[member.Customer]).Any(fact => fact.IsNewerThan(last)))
        {
            reasons.Add(CreditReviewReasons.NewFacts);
        }

        return new CreditReview(owner[0].Customer, reasons.ToValueList(), last.Grade, last.AsOf, last.ValidUntil, account?.Currency);
    }

    /// <summary>Whether an invoice that fell due since a day was not paid by its day. What is disputed is no sign of bad payment.</summary>
    private async Task<bool> PaidLateAsync(CrmScope scope, CustomerId customer, LocalDate since, AsOf asOf, CancellationToken cancellationToken)
    {
        CustomerLedger ledger = await _ledgers.ReadAsync(scope, customer, asOf, cancellationToken).ConfigureAwait(false);
        return ledger.Items.Any(item => IsDueBetween(item.Invoice, since, asOf.Date) && item.Open > item.Disputed)
            || PaidShare.Of(ledger).Any(share => IsDueBetween(share.Item.Invoice, since, asOf.Date) && share.DaysLate > 0 && share.Item.Disputed.MinorUnits == 0);
    }

    private static bool IsDueBetween(Invoice invoice, LocalDate since, LocalDate day) => !invoice.IsCreditNote && (invoice.DueOn ?? invoice.IssuedOn) is var due && due >= since && due < day;

    private async Task<ILookup<CustomerId, Fact>> FactsAsync(CrmScope scope, CustomerId[] members, LocalDate day, CancellationToken cancellationToken)
    {
        // Of each customer the latest in either respect is enough; a file of thousands of pieces is read and not kept.
        Dictionary<CustomerId, Fact> latest = [];
        await foreach (CreditEvidenceRecord record in OfAsync<CreditEvidenceRecord>(scope, CreditEvidenceModel.Kind, CreditEvidenceModel.Customer, members, UpTo(CreditEvidenceModel.Date, day), cancellationToken).ConfigureAwait(false))
        {
            Take(record.Customer, new Fact(record.Evidence.Date, record.Origin?.At));
        }

        await foreach (CreditStatementRecord record in OfAsync<CreditStatementRecord>(scope, CreditStatementModel.Kind, CreditStatementModel.Customer, members, UpTo(CreditStatementModel.Date, day), cancellationToken).ConfigureAwait(false))
        {
            Take(record.Customer, new Fact(record.Statement.Date, record.Origin?.At));
        }

        return latest.ToLookup(static entry => entry.Key, static entry => entry.Value);

        void Take(CustomerId customer, Fact fact) => latest[customer] = latest.TryGetValue(customer, out Fact before) ? before.And(fact) : fact;
    }

    private async Task<ILookup<CustomerId, Invoice>> DueInvoicesAsync(CrmScope scope, CustomerId[] members, LocalDate since, LocalDate day, CancellationToken cancellationToken)
    {
        List<(CustomerId Customer, Invoice Invoice)> first = [];
        HashSet<(CustomerId, LocalDate)> seen = [];
        Condition due = Condition.Any(Condition.HasNo(InvoiceModel.DueOn), Condition.All(Condition.Is(InvoiceModel.DueOn, Comparison.GreaterOrEqual, FieldValue.Of(since)), Condition.Is(InvoiceModel.DueOn, Comparison.Less, FieldValue.Of(day))));
        await foreach (Invoice invoice in OfAsync<Invoice>(scope, InvoiceModel.Kind, InvoiceModel.Customer, members, due, cancellationToken).ConfigureAwait(false))
        {
            if (IsDueBetween(invoice, since, day) && seen.Add((invoice.Customer, invoice.DueOn ?? invoice.IssuedOn)))
            {
                first.Add((invoice.Customer, invoice)); // one for each day on which something fell due
            }
        }

        return first.ToLookup(static entry => entry.Customer, static entry => entry.Invoice);
    }

    private async Task<Dictionary<CustomerId, CreditAccount>> AccountsAsync(CrmScope scope, CustomerId[] members, CancellationToken cancellationToken)
    {
        Dictionary<CustomerId, CreditAccount> accounts = [];
        await foreach (CreditAccount account in OfAsync<CreditAccount>(scope, CreditAccountModel.Kind, CreditAccountModel.Customer, members, Condition.Everything, cancellationToken).ConfigureAwait(false))
        {
            accounts.TryAdd(account.Customer, account);
        }

        return accounts;
    }

    private static Condition UpTo(FieldId date, LocalDate day) => Condition.Is(date, Comparison.LessOrEqual, FieldValue.Of(day));

    private IAsyncEnumerable<T> OfAsync<T>(CrmScope scope, KindModel kind, FieldId customer, CustomerId[] members, Condition where, CancellationToken cancellationToken)
        where T : class =>
        _queries.AllAsync<T>(
            new StoreQuery(scope.Tenant, kind.Kind) { Where = Condition.All(Condition.IsIn(customer, [.. members.Select(static id => FieldValue.Of((RecordId)id))]), where), Limit = PageSize }, cancellationToken);

    /// <summary>A customer whose records count for a survivor, and the last assessment of that.</summary>
    private sealed record FileMember(CustomerId Customer, CreditAssessmentRecord Last);

    /// <summary>Of when a fact speaks, and when it was filed.</summary>
    private readonly record struct Fact(LocalDate Date, Instant? FiledAt)
    {
        public Fact And(Fact other) => new(LocalDate.Max(Date, other.Date), FiledAt is { } at && !(other.FiledAt > at) ? at : other.FiledAt);

        public bool IsNewerThan(CreditAssessmentRecord last) => Date > last.AsOf || FiledAt > last.Origin?.At;
    }
}
