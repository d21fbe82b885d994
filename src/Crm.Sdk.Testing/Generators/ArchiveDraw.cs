using Crm.Sdk.Billing;
using Crm.Sdk.Credit;
using Crm.Sdk.Customers;
using Crm.Sdk.Lifecycle;
using Crm.Sdk.Loyalty;
using Crm.Sdk.Orders;
using Crm.Sdk.Organization;
using Crm.Sdk.Products;
using Crm.Sdk.Service;
using Crm.Sdk.Storage;
using Crm.Sdk.Tasks;
using NodaTime;

namespace Crm.Sdk.Testing;

/// <summary>Draws one archive; the same seed draws the same records but for their ids.</summary>
/// <remarks>Not thread-safe.</remarks>
internal sealed class ArchiveDraw(int seed, int size) : ArchiveValues(seed)
{
    private readonly List<object> _records = [];

    /// <summary>All records, each before those that name it.</summary>
    public ValueList<object> Records()
    {
        Customer[] customers = Some(Customer);
        _records.AddRange(customers.Skip(1).Select((lower, place) => Relation(lower, customers[..(place + 1)])));
        Order[] orders = Some(() => Order(One(customers).Id, null));
        Some(() => Order(One(customers).Id, One(orders).Id));
        ContactPerson[] persons = Some(() => ContactPerson(One(customers)));
        Some(Employee);
        Product[] products = Some(Product);
        _records.AddRange(products.Skip(1).Select((to, place) => ProductRelation.Of(One(ProductRelationTypes.Accessory, "acme.kit"), One(products[..(place + 1)]).Key, to.Key) with
        {
            Key = MaybeKey(),
            Quantity = Coin() ? new Quantity(Whole(1, 5_000_000)) : null,
        }));
        Interaction[] interactions = Some(() => Interaction(One(customers).Id, Maybe(() => One(persons).Id)));
        Invoice[] invoices = Some(() => Invoice(One(customers).Id, Maybe(() => One(orders).Id)));
        Some(() => CreditNote(One(customers).Id, One(invoices).Key));
        Some(() => Payment(One(customers).Id, One(invoices).Key));
        Some(() => WriteOff(One(customers).Id, One(invoices).Key));
        Some(() => Dispute(One(customers).Id, One(invoices).Key));
        Some(() => Need(One(customers).Id));
        OwnedItem[] items = Some(() => OwnedItem(One(customers).Id, One(products).Key, Maybe(() => One(orders).Id)));
        CrmTask[] tasks = Some(() => Task(Maybe(() => One(customers).Id), Maybe(() => new RecordRef(OwnedItemModel.Kind.Kind, One(items).Id)), null));
        Some(() => Task(null, null, One(tasks).Id));
        Some(() => Investment(One(customers).Id, Maybe(() => new RecordRef(InteractionModel.Kind.Kind, One(interactions).Id))));
        Some(() => Evidence(One(customers).Id));
        Some(Reward);
        Some(() => LossReason(One(customers).Id));
        Some(() => LoyaltyEvidence(One(customers).Id));
        return _records.ToValueList();
    }

    private Customer Customer()
    {
        bool enterprise = Coin();
        ContactPoint[] points = [.. Enumerable.Range(0, Whole(3)).Select(_ => new ContactPoint(One(ContactPointKind.Email, ContactPointKind.Phone, ContactPointKind.Other), Line(), Perhaps(Line))
        {
            State = One(Enum.GetValues<ContactPointState>()),
            StateSince = Maybe(Day),
        })];
        return new Customer
        {
            Id = CustomerId.New(),
            Kind = enterprise ? CustomerKind.Enterprise : CustomerKind.Individual,
            Key = MaybeKey(),
            Name = One("Ada Lovelace", "王芳", "上海（集团）有限公司", "=SUM(A1)", null),
            Person = enterprise ? null : One(PersonName.Of("Ada", "Lovelace"), PersonName.Of(family: "王"), null),
            Birth = One(BirthDate.Gregorian(1815, 12, 10), BirthDate.GregorianWithoutYear(2, 29), BirthDate.Lunar(1987, 6, 15, leapMonth: true), null),
            Gender = One(Enum.GetValues<Gender>()),
            Email = One("ada@example.com", "O'B+x@example.org", null),
            Phone = One("+8613800138000", "+12125552368", null),
            EmailState = One(Enum.GetValues<ContactPointState>()),
            EmailStateSince = Maybe(Day),
            PhoneState = One(Enum.GetValues<ContactPointState>()),
            PhoneStateSince = Maybe(Day),
            ContactPoints = points.ToValueList(),
            Address = Coin() ? new PostalAddress { Street = Text(), Point = Coin() ? GeoPoint.Of(31.2304m, 121.4737m, GeoDatum.Gcj02) : null } : null,
            Addresses = Coin() ? [new FurtherAddress(Text(), new PostalAddress { City = Text() }, Perhaps(Text), One("CN", null))] : [],
            Country = One("CN", "GB", null),
            Region = Perhaps(Text),
            Industry = Perhaps(Text),
            Owner = Perhaps(Text),
            Team = Perhaps(Text),
            Territory = Perhaps(Text),
            Source = Perhaps(Text),
            Campaign = Perhaps(Text),
            Relationship = Perhaps(() => One("consumer", "business", "channel-partner", "internal", "franchise")),
            Zone = One("Asia/Shanghai", null),
            Language = One("zh-Hans", "en", null),
            Currency = One("CNY", null),
            Tags = Coin() ? ["vip", "会员"] : [],
            Attributes = Coin() ? [new AttributeValue("a.b", Text()), new AttributeValue("segment", Text())] : [],
            Sources = Coin() ? [new InformationSource("email") { Channel = "interview", CollectedOn = Maybe(Day), Reliability = 80 }, new InformationSource("phone") { VerifiedOn = Day() }] : [],
            State = One(CustomerState.Active, CustomerState.Active, CustomerState.Archived, CustomerState.Removed),
        };
    }

    /// <summary>A relation of a customer with one drawn before it, so that no hierarchy goes round.</summary>
    private Relation Relation(Customer lower, Customer[] before)
    {
        RelationType type = One(RelationTypes.Household, RelationTypes.Subsidiary, RelationTypes.Referral);
        return Customers.Relation.Between(type, One(before).Id, lower.Id, Maybe(Day)) with { Key = MaybeKey(), Role = Perhaps(Text), Until = Coin() ? new LocalDate(2090, 1, 1) : null };
    }

    private Employee Employee() => Sdk.Organization.Employee.Of(Key(), One("Ada Lovelace", "王芳")) with
    {
        Email = One("ada@example.com", null),
        Phone = One("+8613800138000", null),
        Title = Perhaps(Text),
        Team = Perhaps(Text),
        Territory = Perhaps(Text),
        Manager = Perhaps(Text),
        ActiveFrom = Maybe(() => new LocalDate(2001, 2, 3)),
        ActiveUntil = Maybe(() => new LocalDate(2030, 2, 3)),
        Zone = One("UTC", null),
    };

    private Product Product()
    {
        Currency currency = One(Currencies);
        return Products.Product.Of(Key(), Line(), Coin() ? UnitPrice.OfMillionths(Whole(), currency) : null) with
        {
            Category = One("tools/power/drills", "食品", null),
            Cost = Coin() ? UnitPrice.OfMillionths(Whole(), currency) : null,
            TaxRateMillionths = One<long?>(0, 130_000, null),
            IsActive = Coin(),
            Attributes = Coin() ? [new AttributeValue("colour", Line()), new AttributeValue("size", Line())] : [],
        };
    }

    private Order Order(CustomerId customer, OrderId? returnOf)
    {
        Currency currency = One(Currencies);
        OrderLine[] lines = [.. Enumerable.Range(0, Whole(4)).Select(_ => new OrderLine
        {
            Product = Perhaps(Text),
            Quantity = new Quantity(Whole(-5_000_000, 5_000_000)),
            Price = Coin() ? UnitPrice.OfMillionths(Whole(), currency) : null,
            Discount = Amount(currency),
            Net = Amount(currency),
            Tax = Amount(currency),
            Cost = Coin() ? Amount(currency) : null,
            OriginalLine = returnOf is null ? null : One<int?>(0, 2, null),
        })];
        return new Order
        {
            Id = OrderId.New(),
            Key = MaybeKey(),
            Customer = customer,
            PlacedAt = Moment(),
            Currency = currency,
            Lines = lines.ToValueList(),
            Type = returnOf is null ? OrderType.Sale : OrderType.Return,
            Status = One(Enum.GetValues<OrderStatus>()),
            Channel = Perhaps(Text),
            Region = Perhaps(Text),
            PromisedAt = Maybe(Moment),
            ShippedAt = Maybe(Moment),
            DeliveredAt = Maybe(Moment),
            AcceptedAt = Maybe(Moment),
            ReturnOf = returnOf,
        };
    }

    private ContactPerson ContactPerson(Customer enterprise) =>
        Customers.ContactPerson.At(enterprise.Id, One(PersonName.Of("Ada", "Lovelace"), PersonName.Of(family: "王"), PersonName.Of("O'Brien"))) with
        {
            Key = MaybeKey(),
            Roles = Coin() ? [new ContactRole(Perhaps(Line), Perhaps(Line), One(Enum.GetValues<DecisionPower>()), new LocalDate(2001, 2, 3), null), new ContactRole(Line())] : [],
            Birth = One(BirthDate.Gregorian(1815, 12, 10), null),
            Email = One("ada@example.com", null),
            Phone = One("+8613800138000", null),
            ContactPoints = Coin() ? [new ContactPoint(ContactPointKind.Other, Line(), "微信")] : [],
            Language = One("en", null),
            Notes = Perhaps(Text),
        };

    private Interaction Interaction(CustomerId customer, ContactPersonId? person) => Service.Interaction.Of(customer, One(InteractionTypes.Call, "acme.demo"), Moment()) with
    {
        Key = MaybeKey(),
        Length = One<Duration?>(Duration.Zero, Duration.FromMinutes(7), null),
        Phase = Maybe(() => One(Enum.GetValues<InteractionPhase>())),
        Direction = Maybe(() => One(Enum.GetValues<InteractionDirection>())),
        Initiative = Maybe(() => One(Enum.GetValues<InteractionInitiative>())),
        Channel = One(InteractionChannels.WeChat, null),
        Employee = Perhaps(Text),
        Department = Perhaps(Text),
        ContactPerson = person,
        Subject = Perhaps(Text),
        Text = Perhaps(Text),
        Outcome = Perhaps(Text),
        NextStep = Perhaps(Text),
        Thread = Perhaps(Text),
    };

    private Invoice Invoice(CustomerId customer, OrderId? order)
    {
        Currency currency = One(Currencies);
        return Billing.Invoice.Of(Key(), customer, new LocalDate(2026, 2, 3), Amount(currency), Amount(currency)) with
        {
            Order = order,
            DueOn = Maybe(() => new LocalDate(2026, 3, 4)),
            Status = One(InvoiceStatuses.Issued, InvoiceStatuses.Paid, "acme.disputed"),
        };
    }

    private Invoice CreditNote(CustomerId customer, string invoice)
    {
        Currency currency = One(Currencies);
        return Billing.Invoice.Of(Key(), customer, new LocalDate(2026, 2, 4), Money.OfMinor(-5_000, currency)) with
        {
            Settles = Coin() ? [new PaymentAllocation(invoice, Money.OfMinor(1_234, currency)), new PaymentAllocation(Key(), Money.OfMinor(7, currency))] : [],
            Corrects = Coin() ? invoice : null,
        };
    }

    private WriteOff WriteOff(CustomerId customer, string invoice) =>
        Billing.WriteOff.Of(customer, invoice, Money.OfMinor(Whole(1, 5_000), One(Currencies)), new LocalDate(2026, 2, 5), One(WriteOffReasons.Insolvency, "acme.lost")) with
        {
            Key = MaybeKey(),
            ApprovedBy = Perhaps(Line),
            Note = Perhaps(Text),
        };

    private ReceivableDispute Dispute(CustomerId customer, string invoice)
    {
        bool settled = Coin();
        return ReceivableDispute.Of(customer, invoice, Money.OfMinor(Whole(1, 5_000), One(Currencies)), One(DisputeReasons.Quality, "acme.colour"), new LocalDate(2026, 2, 6)) with
        {
            Key = MaybeKey(),
            SettledOn = settled ? new LocalDate(2026, 2, 7) : null,
            Outcome = settled ? DisputeOutcomes.Upheld : null,
            Description = Perhaps(Text),
        };
    }

    private Payment Payment(CustomerId customer, string invoice)
    {
        Currency currency = One(Currencies);
        return Billing.Payment.Of(Key(), customer, Moment(), Money.OfMinor(5_000, currency)) with
        {
            Method = One(PaymentMethods.Alipay, null),
            Reference = Perhaps(Text),
            Allocations = Coin() ? [new PaymentAllocation(invoice, Money.OfMinor(1_234, currency)), new PaymentAllocation(Key(), Money.OfMinor(7, currency))] : [],
            ClearsOn = Maybe(Day),
            RevokedAt = Coin() ? Instant.FromUtc(2199, 1, 1, 0, 0) : null,
        };
    }

    private Need Need(CustomerId customer) => Customers.Need.Of(customer, Line(), One(null, "interview")) with
    {
        Key = MaybeKey(),
        Level = Maybe(() => One(Enum.GetValues<NeedLevel>())),
        Intensity = One<int?>(1, 5, null),
        Specification = Perhaps(Text),
        Expectation = Perhaps(Text),
        ConfirmedOn = Day(),
        ConfirmedBy = Perhaps(Text),
        LearntOn = Maybe(Day),
        Product = Perhaps(Text),
        Step = One(NeedSteps.CoreNeed, null),
    };

    private OwnedItem OwnedItem(CustomerId customer, string product, OrderId? order) => Products.OwnedItem.Of(customer, product, Coin() ? Key() : null) with
    {
        Key = MaybeKey(),
        BoughtOn = Maybe(() => new LocalDate(2020, 1, 31)),
        Order = order,
        WarrantyEnd = Maybe(() => new LocalDate(2026, 1, 31)),
        MaintenanceInterval = One(Period.FromMonths(6), new PeriodBuilder { Years = 1, Days = 3 }.Build(), null),
        LastMaintenance = Maybe(() => new LocalDate(2025, 1, 31)),
        UsageNotes = Perhaps(Text),
    };

    private CrmTask Task(CustomerId? customer, RecordRef? about, TaskId? series)
    {
        bool done = Coin();
        return CrmTask.Of(Line(), Line(), customer) with
        {
            Key = MaybeKey(),
            About = about,
            Type = One(TaskTypes.Visit, null),
            Notes = Perhaps(Text),
            DueOn = new LocalDate(2026, 2, 3),
            Start = Instant.FromUtc(2026, 2, 3, 4, 5),
            End = Maybe(() => Instant.FromUtc(2026, 2, 3, 5, 5)),
            Zone = One("Asia/Shanghai", null),
            Reminder = One<Duration?>(Duration.FromMinutes(15), null),
            Recurrence = One(RecurrenceRule.Parse("FREQ=MONTHLY;INTERVAL=3;BYDAY=-1FR;COUNT=8"), null),
            Priority = One<int?>(1, 9, null),
            State = done ? TaskState.Done : TaskState.Open,
            ClosedAt = done ? Moment() : null,
            Result = Perhaps(Text),
            Cost = Coin() ? Money.OfMinor(Whole(), One(Currencies)) : null,
            Series = series,
        };
    }

    private CreditEvidenceRecord Evidence(CustomerId customer) => CreditEvidenceRecord.Of(customer, new CreditEvidence
    {
        Indicator = One(CreditIndicators.DaysLate, CreditIndicators.ListedDefaulter, "acme.tone"),
        Value = Whole(-1_000, 1_000) / 7.0,
        Date = Day(),
        Source = One(CreditSources.Bank, "acme.club"),
        Reliability = Whole(0, 3) / 3.0,
        Investigation = One(null, CreditInvestigations.Payments),
        Investigator = Perhaps(Text),
        Document = Perhaps(Text),
    }) with
    {
        Key = MaybeKey(),
    };

    private LossReason LossReason(CustomerId customer) => Lifecycle.LossReason.Of(customer, One(LossReasons.Price, "acme.moved"), Day()) with
    {
        Competitor = Perhaps(Line),
        Source = One(LossSources.Records, "acme.club"),
        Investigator = Perhaps(Text),
        Note = Perhaps(Text),
        Key = MaybeKey(),
    };

    private LoyaltyEvidence LoyaltyEvidence(CustomerId customer)
    {
        AnswerScale scale = One<AnswerScale>([.. AnswerScales.All]);
        double share = Whole(0, 7) / 7.0;
        return Loyalty.LoyaltyEvidence.Of(
            customer, One(LoyaltyIndicators.Trust, "acme.tone"), scale.Code, scale.WholeAnswers ? Math.Round(scale.Least + (share * (scale.Most - scale.Least))) : share * scale.Most, Day()) with
        {
            Key = MaybeKey(),
            Source = One(LoyaltySources.Interview, "acme.club"),
            Investigator = Perhaps(Text),
            Document = Perhaps(Text),
        };
    }

    private Reward Reward()
    {
        RewardKind kind = One(Enum.GetValues<RewardKind>());
        Currency currency = One(Currencies);
        bool share = Coin();
        return new Reward
        {
            Code = $"reward-{Whole()}",
            Kind = kind,
            TitleEn = Perhaps(Line),
            TitleZh = One("马克杯", null),
            Programme = One("default", "acme.club"),
            Points = kind == RewardKind.MoneyOff ? null : Whole(1, 1_000_000),
            Tiers = Coin() ? ["gold", "acme.silver"] : [],
            From = Maybe(() => new LocalDate(2001, 2, 3)),
            Until = Maybe(() => new LocalDate(2030, 2, 3)),
            LimitPerMember = Coin() ? 3 : null,
            ReserveMinutes = One(30, 5),
            Rate = kind == RewardKind.MoneyOff ? UnitPrice.OfMillionths(Whole(1, 5_000_000), currency) : null,
            Coupon = kind != RewardKind.Coupon ? null : new CouponTerms
            {
                Off = share ? null : Money.OfMinor(Whole(1, 1_000), currency),
                ShareMillionths = share ? Whole(1, 1_000_000) : null,
                Minimum = Coin() ? Money.OfMinor(Whole(1, 1_000), currency) : null,
                Uses = One(1, 3),
                Days = Coin() ? 30 : null,
                IsBound = Coin(),
            },
            Privilege = kind == RewardKind.Privilege ? new PrivilegeTerms("lounge", Coin() ? 4 : null, Coin() ? 365 : null) : null,
        };
    }

    private Investment Investment(CustomerId customer, RecordRef? source) =>
        Customers.Investment.Of(customer, One(InvestmentTypes.Gift, "acme.trip"), Money.OfMinor(Whole(), One(Currencies)), Moment()) with
        {
            Key = MaybeKey(),
            Employee = Perhaps(Text),
            Description = Perhaps(Text),
            Source = source,
        };

    private T[] Some<T>(Func<T> draw)
        where T : class
    {
        T[] drawn = [.. Enumerable.Range(0, size).Select(_ => draw())];
        _records.AddRange(drawn);
        return drawn;
    }
}
