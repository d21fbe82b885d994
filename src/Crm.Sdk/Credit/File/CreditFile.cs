using System.Text;
using Crm.Sdk.Customers;
using Crm.Sdk.Customers.Duplicates;
using Crm.Sdk.Receivables;
using Crm.Sdk.Sessions;
using Crm.Sdk.Storage;
using NodaTime;

namespace Crm.Sdk.Credit;

/// <summary>The credit file of customers, 信用档案: gathers what is known, assesses, keeps the assessment, and makes it again (CR-7).</summary>
/// <remarks>A thread-safe singleton. Assessments are added to the caller's session and written by its commit. A merged customer's file is that of its survivor, with what both had.</remarks>
public sealed class CreditFile
{
    private const int PageSize = 500;
    private const double InMillionths = 1e6;

    private readonly QueryRunner _queries;
    private readonly CustomerIdentity _identity;
    private readonly CreditAccountLookup _accounts;
    private readonly CreditFileSettings _settings;
    private readonly PaymentBehaviourReader _payments;
    private readonly CreditAssessor _assessor;
    private readonly LimitPlanner _planner;

    /// <summary>Makes the service.</summary>
    /// <param name="store">The store.</param>
    /// <param name="model">All kinds.</param>
    /// <param name="identity">Leads merged customers to their survivor.</param>
    /// <param name="payments">Says how customers pay.</param>
    /// <param name="settings">By which model and policy.</param>
    public CreditFile(ICrmStore store, ModelCatalogue model, CustomerIdentity identity, PaymentBehaviourReader payments, CreditFileSettings settings)
    {
        ArgumentNullException.ThrowIfNull(payments);
        ArgumentNullException.ThrowIfNull(settings);
        _queries = new QueryRunner(store, model);
        _identity = identity;
        _accounts = new CreditAccountLookup(identity);
        _payments = payments;
        _settings = settings;
        _assessor = new CreditAssessor(settings.Model);
        _planner = new LimitPlanner(settings.Model, settings.Policy);
    }

    /// <summary>Assesses a customer by all that its file holds up to a day.</summary>
    /// <param name="session">The session, to which the assessment is added.</param>
    /// <param name="customer">Whom.</param>
    /// <param name="asOf">The end of the day for which: evidence and statements of a later day do not count.</param>
    /// <param name="requested">The limit that is asked for; null for the one that the account has on the day.</param>
    /// <param name="currency">The currency, where the customer has no account and asks for no limit.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="CrmException">CRM6251: there is no such customer. CRM6202: the file holds something that breaks a rule.</exception>
    public async Task<FiledAssessment> AssessAsync(ICrmSession session, CustomerId customer, AsOf asOf, Money? requested, Currency currency, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(session);
        IReadOnlyList<CustomerId> members = await _accounts.MembersAsync(session.Scope, customer, cancellationToken).ConfigureAwait(false);
        Customer known = await session.FindAsync<Customer>(members[0], cancellationToken).ConfigureAwait(false)
            ?? throw new CrmException(CreditErrorCodes.NoAccount, $"There is no customer {customer}.");
        CreditAccount? account = await CreditAccountLookup.FindAsync(session, members, cancellationToken).ConfigureAwait(false);
        CreditInformation information = await GatherAsync(session.Scope, known, members, account, asOf, requested, currency, cancellationToken).ConfigureAwait(false);
        CreditAssessment assessment = _assessor.Assess(information, asOf.Date);
        CreditTerms terms = _planner.Propose(assessment);
        var record = new CreditAssessmentRecord
        {
            Id = CreditAssessmentId.New(),
            Customer = members[0],
            Model = _settings.Model.Id,
            ModelVersion = _settings.Model.Version,
            Policy = _settings.Policy.Id,
            PolicyVersion = _settings.Policy.Version,
            AsOf = asOf.Date,
            ValidUntil = assessment.ValidUntil,
            Grade = assessment.Grade,
            ScoreMillionths = Millionths(assessment.Score),
            ConfidenceMillionths = Millionths(assessment.Confidence),
            Limit = terms.Limit,
            TermDays = terms.TermDays,
            Input = CreditInputWriter.Write(new CreditInput(information, asOf.Date)),
        };
        session.Add(record);
        return new FiledAssessment(record, assessment, terms);
    }

    /// <summary>Makes an assessment again from what it was made of, by the model and the policy of then.</summary>
    /// <param name="record">The assessment.</param>
    /// <exception cref="CrmException">CRM6280: the host does not know the model or the policy any more. CRM6203: what it was made of cannot be read.</exception>
    public FiledAssessment Again(CreditAssessmentRecord record)
    {
        ArgumentNullException.ThrowIfNull(record);
        CreditInput input = CreditInputReader.Read(Encoding.UTF8.GetBytes(record.Input));
        CreditModel model = _settings.ModelOf(record);
        CreditAssessment assessment = new CreditAssessor(model).Assess(input.Information, record.AsOf);
        return new FiledAssessment(record, assessment, new LimitPlanner(model, _settings.PolicyOf(record)).Propose(assessment));
    }

    /// <summary>The assessments of a customer, the first first.</summary>
    /// <param name="scope">The tenant.</param>
    /// <param name="customer">Whose.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public async Task<IReadOnlyList<CreditAssessmentRecord>> HistoryAsync(CrmScope scope, CustomerId customer, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(scope);
        IReadOnlyList<CustomerId> members = await _accounts.MembersAsync(scope, customer, cancellationToken).ConfigureAwait(false);
        List<CreditAssessmentRecord> found = await AllAsync<CreditAssessmentRecord>(scope, CreditAssessmentModel.Kind, CreditAssessmentModel.Customer, members, null, cancellationToken).ConfigureAwait(false);
        return [.. found.OrderBy(static record => record.AsOf).ThenBy(static record => record.Id)];
    }

    internal static long Millionths(double value) => (long)Math.Round(value * InMillionths, MidpointRounding.AwayFromZero);

    private async Task<CreditInformation> GatherAsync(
        CrmScope scope, Customer customer, IReadOnlyList<CustomerId> members, CreditAccount? account, AsOf asOf, Money? requested, Currency currency, CancellationToken cancellationToken)
    {
        LocalDate day = asOf.Date;
        Currency of = requested?.Currency ?? account?.Currency ?? currency;
        List<CreditEvidenceRecord> evidence = await AllAsync<CreditEvidenceRecord>(scope, CreditEvidenceModel.Kind, CreditEvidenceModel.Customer, members, (CreditEvidenceModel.Date, day), cancellationToken).ConfigureAwait(false);
        List<CreditStatementRecord> statements = await AllAsync<CreditStatementRecord>(scope, CreditStatementModel.Kind, CreditStatementModel.Customer, members, (CreditStatementModel.Date, day), cancellationToken).ConfigureAwait(false);
        PaymentBehaviour behaviour = await _payments.ReadAsync(scope, customer.Id, asOf, _settings.PaymentWindowDays, cancellationToken).ConfigureAwait(false);
        (ValueList<CreditCollateral> collateral, Money? insured) = FiledSecurities.Of(account, day, of);
        return new CreditInformation
        {
            Customer = customer.Key ?? customer.Id.ToString(),
            Currency = of,
            Evidence = evidence.OrderBy(static record => record.Evidence.Date).ThenBy(static record => record.Id).Select(static record => record.Evidence).Concat(LedgerEvidence.Of(behaviour, _settings.LedgerReliability)).ToValueList(),
            Statements = statements.OrderBy(static record => record.Statement.Date).ThenBy(static record => record.Id).Select(static record => record.Statement).ToValueList(),
            RequestedLimit = requested ?? (account?.LimitOn(day)?.Amount is { } limit && limit.Currency == of ? limit : null),
            Collateral = collateral,
            InsuredAmount = insured,
        };
    }

    private async Task<List<T>> AllAsync<T>(CrmScope scope, KindModel kind, FieldId customer, IReadOnlyList<CustomerId> members, (FieldId Field, LocalDate Day)? upTo, CancellationToken cancellationToken)
        where T : class
    {
        Condition of = Condition.IsIn(customer, [.. members.Select(static id => FieldValue.Of((RecordId)id))]);
        var query = new StoreQuery(scope.Tenant, kind.Kind)
        {
            Where = upTo is { } limit ? Condition.All(of, Condition.Is(limit.Field, Comparison.LessOrEqual, FieldValue.Of(limit.Day))) : of,
            Limit = PageSize,
        };
        List<T> found = [];
        await foreach (T entity in _queries.AllAsync<T>(query, cancellationToken).ConfigureAwait(false))
        {
            found.Add(entity);
        }

        return found;
    }
}
