using Crm.Sdk.Billing;
using Crm.Sdk.Customers;
using Crm.Sdk.Storage;
using Crm.Sdk.Tasks;
using Crm.Sdk.Tests.Sessions;
using NodaTime;
using Xunit;
using static Crm.Sdk.Tests.Storage.KindSamples;

namespace Crm.Sdk.Tests.Storage;

public sealed class ArchiveKindTests
{
    [Fact]
    public void A_record_is_read_as_it_was_written() => Assert.All(
        All, static sample => Assert.Equal(sample.Entity, sample.Kind.Deserialise(sample.Kind.IdOf(sample.Entity), sample.Kind.Serialise(sample.Entity))));

    [Fact]
    public void A_record_is_composed_of_its_fields_and_parts() => Assert.All(All, static sample => Assert.Equal(sample.Entity, sample.Kind.Compose(Row(sample.Kind, sample.Entity))));

    [Fact]
    public void The_samples_leave_no_field_and_no_part_out() => Assert.All(All.GroupBy(static sample => sample.Kind), static kind =>
    {
        Assert.All(kind.Key.Fields, field => Assert.Contains(kind, sample => !field.Get(sample.Entity).IsNull));
        Assert.All(kind.Key.Parts, part => Assert.Contains(kind, sample => part.Items(sample.Entity).Count > 0));
    });

    [Fact]
    public void What_was_made_by_its_factory_keeps_the_rules_of_its_kind() => Assert.All(All, static sample => sample.Kind.Check(sample.Entity));

    [Fact]
    public void Records_with_one_other_value_are_not_equal()
    {
        Assert.NotEqual(KindSamples.ContactPerson, KindSamples.ContactPerson with { Roles = [.. KindSamples.ContactPerson.Roles.Take(1)] });
        Assert.NotEqual(Appointment, Appointment with { Recurrence = RecurrenceRule.Parse("FREQ=MONTHLY;BYDAY=-1FR;COUNT=9") });
        Assert.Equal(Appointment, Appointment with { Recurrence = RecurrenceRule.Parse("RRULE:COUNT=8;BYDAY=-1FR;FREQ=MONTHLY") });
        Assert.NotEqual(KindSamples.Payment, KindSamples.Payment with { Allocations = [] });
    }

    public static TheoryData<string, object> Broken => new()
    {
        { "customer-event.ends-at", KindSamples.CustomerEvent with { EndsAt = Noon - Duration.FromHours(1) } },
        { "customer-event.expected", KindSamples.CustomerEvent with { Expected = 81 } },
        { "event-invitation.answered-at", KindSamples.Invitation with { AnsweredAt = null } },
        { "event-invitation.guests", KindSamples.Invitation with { Guests = -1 } },
        { "campaign-member.due-at", KindSamples.CampaignMember with { Variant = null } },
        { "campaign-member.due-at", KindSamples.CampaignMember with { StoppedBy = "campaign.budget" } },
        { "campaign.spent", KindSamples.Campaign with { Spent = Money.Of(-1m, "CNY") } },
        { "survey.questions", KindSamples.Survey with { Questions = [] } },
        { "survey.question.indicator", KindSamples.Survey with { Questions = [new("words", "E", "其他") { Indicator = "trust" }] } },
        { "survey-request.until", KindSamples.SurveyRequest with { Until = Noon - Duration.FromDays(1) } },
        { "survey-answer.answer", KindSamples.SurveyAnswer with { Scale = null } },
        { "survey-answer.text", KindSamples.SurveyAnswer with { Scale = null, Answer = null, Text = null } },
        { "schedule-state.attempt", KindSamples.ScheduleState with { Attempt = 0 } },
        { "schedule-state.lease-until", KindSamples.ScheduleState with { Running = null, Attempt = 0 } },
        { "schedule-occurrence.ended-at", KindSamples.ScheduledOccurrence with { EndedAt = null } },
        { "schedule-occurrence.attempt", KindSamples.ScheduledOccurrence with { Attempt = 0 } },
        { "employee.manager", KindSamples.Employee with { Manager = "li" } },
        { "employee.active-until", KindSamples.Employee with { ActiveUntil = Day.PlusDays(-1) } },
        { "employee.key", KindSamples.Employee with { Key = " " } },
        { "product.category", KindSamples.Product with { Category = "tools//drills" } },
        { "product.category", KindSamples.Product with { Category = "/tools" } },
        { "product.tax-rate", KindSamples.Product with { TaxRateMillionths = 1_000_001 } },
        { "product.list-price", KindSamples.Product with { ListPrice = UnitPrice.Of(-1, "CNY") } },
        { "product-relation.to", KindSamples.ProductRelation with { To = "drill" } },
        { "product-relation.type", KindSamples.ProductRelation with { Type = "Accessory" } },
        { "product-relation.quantity", KindSamples.ProductRelation with { Quantity = 0 } },
        { "contact-person.role.until", KindSamples.ContactPerson with { Roles = [new("x", Since: Day, Until: Day.PlusDays(-1))] } },
        { "contact-person.role.power", KindSamples.ContactPerson with { Roles = [new("x", Power: (DecisionPower)77)] } },
        { "relation.to", KindSamples.Relation with { To = Acme } },
        { "relation.id", KindSamples.Relation with { Id = RelationId.New() } },
        { "relation.until", KindSamples.Relation with { Until = Day.PlusDays(-1) } },
        { "need.intensity", KindSamples.Need with { Intensity = 6 } },
        { "need.intensity", KindSamples.Need with { Intensity = 0 } },
        { "need.confirmed-on", KindSamples.Need with { ConfirmedOn = null } },
        { "need.level", KindSamples.Need with { Level = (NeedLevel)2 } },
        { "owned-item.maintenance-interval", KindSamples.OwnedItem with { MaintenanceInterval = Period.FromHours(5) } },
        { "owned-item.maintenance-interval", KindSamples.OwnedItem with { MaintenanceInterval = Period.Zero } },
        { "owned-item.maintenance-interval", KindSamples.OwnedItem with { MaintenanceInterval = Period.FromMonths(-1) } },
        { "owned-item.maintenance-interval", KindSamples.OwnedItem with { MaintenanceInterval = Period.FromYears(int.MaxValue) } },
        { "owned-item.warranty-end", KindSamples.OwnedItem with { WarrantyEnd = Day.PlusDays(-1) } },
        { "investment.amount", KindSamples.Investment with { Amount = Money.OfMinor(-1, Currency.Cny) } },
        { "interaction.type", KindSamples.Interaction with { Type = string.Empty } },
        { "interaction.length", KindSamples.Interaction with { Length = Duration.FromMilliseconds(1) } },
        { "interaction.length", KindSamples.Interaction with { Length = Duration.FromSeconds(-1) } },
        { "task.due-on", Appointment with { DueOn = Day } },
        { "task.end", Appointment with { End = Noon - Duration.FromSeconds(1) } },
        { "task.start", Appointment with { Start = null } },
        { "task.priority", Appointment with { Priority = 10 } },
        { "task.recurrence", Appointment with { Due = null, Start = null, End = null } },
        { "task.reminder", AllDayTask with { Reminder = Duration.FromSeconds(-1) } },
        { "task.closed-at", Appointment with { State = TaskState.Open } },
        { "task.cost", Appointment with { Cost = Money.OfMinor(-1, Currency.Cny) } },
        { "invoice.due-on", KindSamples.Invoice with { DueOn = Day.PlusDays(-1) } },
        { "invoice.status", KindSamples.Invoice with { Status = "PAID" } },
        { "invoice.settles", KindSamples.Invoice with { Settles = [new("F-2", Money.Of(1m, "CNY"))] } },
        { "invoice.settles", KindSamples.CreditNote with { Settles = [new("F-1", Money.Of(40.01m, "CNY"))] } },
        { "invoice.settles", KindSamples.CreditNote with { Settles = [new("F-1", Money.Of(-1m, "CNY"))] } },
        { "invoice.settles", KindSamples.CreditNote with { Settles = [new("F-1", Money.Of(1m, "CNY")), new("F-1", Money.Of(1m, "CNY"))] } },
        { "invoice.settles", KindSamples.CreditNote with { Settles = [new("G-1", Money.Of(1m, "CNY"))] } },
        { "invoice.corrects", KindSamples.Invoice with { Corrects = "F-2" } },
        { "invoice.corrects", KindSamples.CreditNote with { Corrects = "G-1" } },
        { "payment.revoked-at", KindSamples.Payment with { RevokedAt = Noon - Duration.FromSeconds(1) } },
        { "write-off.amount", KindSamples.WriteOff with { Amount = Money.Zero(Currency.Cny) } },
        { "write-off.reason", KindSamples.WriteOff with { Reason = "Broke" } },
        { "write-off.approved-by", KindSamples.WriteOff with { ApprovedBy = " " } },
        { "dispute.amount", KindSamples.Dispute with { Amount = Money.Of(-1m, "CNY") } },
        { "dispute.settled-on", KindSamples.Dispute with { SettledOn = Day.PlusDays(-1) } },
        { "dispute.outcome", KindSamples.Dispute with { Outcome = null } },
        { "dunning-notice.level", KindSamples.Notice with { Level = 10 } },
        { "dunning-notice.amount", KindSamples.Notice with { Amount = Money.Zero(Currency.Cny) } },
        { "dunning-notice.action", KindSamples.Notice with { Action = "Call him" } },
        { "credit-account.limit.amount", KindSamples.CreditAccount with { Limits = [new(Money.Of(1m, "USD"), Day, "x", "ada", "bob")] } },
        { "credit-account.limit.until", KindSamples.CreditAccount with { Limits = [new(Money.Of(1m, "CNY"), Day, "x", "ada", "bob") { IsTemporary = true }] } },
        { "credit-account.limit.approved-by", KindSamples.CreditAccount with { Limits = [new(Money.Of(1m, "CNY"), Day, "x", "ada", "ada")] } },
        { "credit-account.security.share", KindSamples.CreditAccount with { Securities = [new("deposit", Money.Of(1m, "CNY"), Day) { ShareMillionths = 0 }] } },
        { "credit-account.head", KindSamples.CreditAccount with { Head = Acme } },
        { "credit-account.term-days", KindSamples.CreditAccount with { TermDays = -1 } },
        { "credit-reservation.amount", KindSamples.Reservation with { Amount = Money.Of(-1m, "CNY") } },
        { "credit-reservation.release-reason", KindSamples.Reservation with { ReleaseReason = null } },
        { "credit-reservation.close-reason", KindSamples.Reservation with { CloseReason = null } },
        { "credit-decision.reason", KindSamples.Decision with { Reason = null } },
        { "payment.amount", KindSamples.Payment with { Amount = Money.Zero(Currency.Cny) } },
        { "payment.allocation", KindSamples.Payment with { Amount = Money.Of(59.99m, "CNY") } },
        { "payment.allocation", KindSamples.Payment with { Allocations = [new("F-1", Money.Of(-1m, "CNY"))] } },
        { "payment.allocation", KindSamples.Payment with { Allocations = [new("F-1", Money.Of(1m, "CNY")), new("F-1", Money.Of(1m, "CNY"))] } },
    };

    [Theory]
    [MemberData(nameof(Broken))]
    public void A_value_that_breaks_a_rule_is_refused_with_the_name_of_its_field(string field, object entity)
    {
        CrmException error = Assert.Throws<CrmException>(() => new ModelCatalogue(CoreModel.Kinds).Of(entity.GetType()).Check(entity));

        Assert.Equal(ErrorCodes.BadValue, error.Code);
        Assert.StartsWith(field + ":", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_currencies_in_one_record_and_a_zone_that_is_none_are_refused_with_their_codes()
    {
        Assert.Equal(ErrorCodes.CurrencyMismatch, Refusal(KindSamples.Product with { Cost = UnitPrice.Of(1, "USD") }));
        Assert.Equal(ErrorCodes.CurrencyMismatch, Refusal(KindSamples.Invoice with { Tax = Money.Of(1m, "USD") }));
        Assert.Equal(ErrorCodes.CurrencyMismatch, Refusal(KindSamples.Payment with { Allocations = [new PaymentAllocation("F-1", Money.Of(1m, "USD"))] }));
        Assert.Equal(ErrorCodes.BadTime, Refusal(KindSamples.Employee with { Zone = "Asia/Peking" }));
        Assert.Equal(ErrorCodes.BadTime, Refusal(AllDayTask with { Zone = "UTC+8" }));
    }

    [Fact]
    public void Texts_that_cannot_be_kept_are_refused_where_the_record_is_made()
    {
        Assert.Equal(ErrorCodes.BadText, Assert.Throws<CrmException>(() => Sdk.Organization.Employee.Of(" ", "Li")).Code);
        Assert.Equal(ErrorCodes.BadText, Assert.Throws<CrmException>(() => Sdk.Products.Product.Of("a\u0001", "A")).Code);
        Assert.Equal(ErrorCodes.BadText, Assert.Throws<CrmException>(() => CrmTask.Of("li", new string('x', CrmTask.MaxTitleLength + 1))).Code);
    }

    [Fact]
    public async Task The_session_refuses_a_record_that_breaks_a_rule_of_its_kind()
    {
        SessionFixture fixture = await SessionFixture.StartAsync();
        await using ICrmSession session = fixture.Crm.OpenSession(SessionFixture.Ada);

        Assert.Equal(ErrorCodes.BadValue, Assert.Throws<CrmException>(() => session.Add(KindSamples.Need with { Intensity = 9 })).Code);
    }

    [Fact]
    public async Task A_serial_number_belongs_to_one_item_of_a_product()
    {
        SessionFixture fixture = await SessionFixture.StartAsync();
        await using ICrmSession session = fixture.Crm.OpenSession(SessionFixture.Ada);
        session.Add(Sdk.Products.OwnedItem.Of(Acme, "drill", "S-1"));
        session.Add(Sdk.Products.OwnedItem.Of(Acme, "saw", "S-1"));
        session.Add(Sdk.Products.OwnedItem.Of(Acme, "drill"));
        session.Add(Sdk.Products.OwnedItem.Of(Acme, "drill"));
        await session.CommitAsync(CancellationToken.None);

        await using ICrmSession other = fixture.Crm.OpenSession(SessionFixture.Bob);
        other.Add(Sdk.Products.OwnedItem.Of(Ada, "drill", "S-1"));
        await Assert.ThrowsAsync<CrmDuplicateException>(() => other.CommitAsync(CancellationToken.None));
    }

    private static string Refusal<T>(T entity)
        where T : class => Assert.Throws<CrmException>(() => new ModelCatalogue(CoreModel.Kinds).Of(typeof(T)).Check(entity)).Code;

    private static StoredRow Row(KindModel kind, object entity)
    {
        RecordId id = kind.IdOf(entity);
        return new StoredRow(
            id,
            [.. kind.Fields.Select(field => field.Get(entity))],
            [.. kind.Parts.Select(part => (IReadOnlyList<StoredRow>)[.. part.Items(entity).Select(item => new StoredRow(id, [.. part.Fields.Select(field => field.Get(item))]))])]);
    }
}
