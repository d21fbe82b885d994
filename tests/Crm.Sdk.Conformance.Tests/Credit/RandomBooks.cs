using Crm.Sdk.Billing;
using Crm.Sdk.Conformance.Tests.History;
using Crm.Sdk.Credit;
using Crm.Sdk.Customers.Duplicates;
using Crm.Sdk.Orders;
using Crm.Sdk.Privacy;
using Crm.Sdk.Storage;
using NodaTime;

namespace Crm.Sdk.Conformance.Tests.Credit;

/// <summary>Two customers whose documents come as chance has it, and beside them the plainest model of what is at risk: a list of amounts that each step changes.</summary>
internal sealed class RandomBooks(ICrmStore store, int seed)
{
    private static readonly CancellationToken None = CancellationToken.None;

    private readonly Random _random = new(seed);
    private readonly List<ModelOrder> _orders = [];
    private readonly List<ModelInvoice> _invoices = [];
    private readonly List<ModelPayment> _payments = [];
    private readonly List<CustomerId> _customers = [];
    private CustomerMerging? _merging;
    private bool _merged;
    private int _keys;

    /// <summary>What a step may be.</summary>
    public static IReadOnlyList<string> Kinds { get; } =
        ["order", "invoice", "payment", "bill", "allocation", "credit-note", "write-off", "cancel-order", "cancel-invoice", "revoke", "close", "again", "day", "merge"];

    public CreditHost Host { get; } = new(store);

    public async Task StartAsync()
    {
        _merging = new CustomerMerging(store, HistoryHost.Model, new UnencryptedProtector(), Host.Host.Clock);
        _customers.Add(await Host.CustomerAsync("Acme", 5_000));
        _customers.Add(await Host.CustomerAsync("Acme Ltd", 5_000));
    }

    /// <summary>Does one thing that can be done now.</summary>
    /// <returns>What it was, or <c>nothing</c> where what was drawn cannot be done.</returns>
    public async Task<string> StepAsync()
    {
        Host.Host.Clock.Advance(Duration.FromMinutes(1));
        string kind = _random.Next(100) switch
        {
            < 22 => "order",
            < 42 => "invoice",
            < 54 => "payment",
            < 61 => "bill",
            < 69 => "allocation",
            < 75 => "credit-note",
            < 79 => "write-off",
            < 83 => "cancel-order",
            < 86 => "cancel-invoice",
            < 90 => "revoke",
            < 92 => "close",
            < 95 => "again",
            < 99 => "day",
            _ => "merge",
        };
        bool done = kind switch
        {
            "order" => await OrderAsync(),
            "invoice" => await InvoiceAsync(),
            "payment" => await PaymentAsync(clears: null),
            "bill" => await PaymentAsync(clears: Host.Today.PlusDays(_random.Next(1, 4))),
            "allocation" => await AllocateAsync(),
            "credit-note" => await CreditAsync(),
            "write-off" => await WriteOffAsync(),
            "cancel-order" => await CancelOrderAsync(),
            "cancel-invoice" => await CancelInvoiceAsync(),
            "revoke" => await RevokeAsync(),
            "close" => await CloseAsync(),
            "again" => await AgainAsync(),
            "day" => NextDay(),
            _ => await MergeAsync(),
        };
        return done ? kind : "nothing";
    }

    /// <summary>What is at risk with a customer by the model, and by the check.</summary>
    public async Task<(long Expected, long Actual)> CompareAsync()
    {
        int customer = _merged ? 0 : _random.Next(2);
        bool Is(int of) => _merged || of == customer;
        long expected = 0;
        foreach (ModelOrder order in _orders.Where(order => Is(order.Customer) && order.Reserved is not null && !order.Cancelled && !order.Closed))
        {
            expected += InYuan(order.Dollars, Math.Max(0, order.Reserved!.Value - Invoiced(order)));
        }

        expected += _invoices.Where(invoice => Is(invoice.Customer) && !invoice.Cancelled).Sum(invoice => InYuan(invoice.Dollars, Open(invoice)));
        foreach (ModelPayment payment in _payments.Where(payment => Is(payment.Customer) && !payment.Revoked))
        {
            long given = payment.Shares.Where(static share => !share.Invoice.Cancelled).Sum(static share => share.Amount);
            expected += payment.Clears is { } clears && clears > Host.Today ? InYuan(payment.Dollars, payment.Amount) : -InYuan(payment.Dollars, payment.Amount - given);
        }

        CheckedOrder check = await Host.CheckAsync(_customers[customer], Money.Zero(Currency.Cny));
        return (expected, check.Answer.Exposure!.Value.MinorUnits);
    }

    private static long InYuan(bool dollars, long minor) => dollars ? (long)decimal.Round(minor * CreditHost.DollarRate, MidpointRounding.AwayFromZero) : minor;

    private static Money MoneyOf(bool dollars, long minor) => Money.OfMinor(minor, dollars ? Currency.Parse("USD") : Currency.Cny);

    private long Invoiced(ModelOrder order) => _invoices.Where(invoice => invoice.Order == order && !invoice.Cancelled && invoice.Gross > 0).Sum(static invoice => invoice.Gross);

    private long Open(ModelInvoice invoice) => invoice.Gross - invoice.WrittenOff
        - _payments.Where(static payment => !payment.Revoked).SelectMany(static payment => payment.Shares).Where(share => share.Invoice == invoice).Sum(static share => share.Amount)
        - _invoices.Where(static note => !note.Cancelled && note.Settles is not null).Sum(note => (note.Settles == invoice ? -note.Gross : 0) + (note == invoice && !note.Settles!.Cancelled ? note.Gross : 0));

    private async Task<bool> OrderAsync()
    {
        int customer = Customer();
        bool dollars = _random.Next(5) == 0;
        long amount = _random.Next(1, 90_000);
        Order order = Host.Order(_customers[customer], MoneyOf(dollars, amount));
        (CreditOutcome outcome, _) = await Host.SubmitAsync(order);
        _orders.Add(new ModelOrder(order.Id, customer, dollars) { Reserved = outcome == CreditOutcome.Approve ? amount : null });
        return true;
    }

    /// <summary>Bills a part of an order, all of it, more than it, or something without an order.</summary>
    private async Task<bool> InvoiceAsync()
    {
        ModelOrder? order = _random.Next(6) == 0 ? null : Pick(_orders.Where(static order => order is { Cancelled: false, Reserved: not null }));
        var invoice = new ModelInvoice(Key(), order?.Customer ?? Customer(), order?.Dollars ?? false, order, _random.Next(1, 60_000));
        await Host.DoAsync(session =>
        {
            session.Add(Invoice.Of(invoice.Key, _customers[invoice.Customer], Host.Today, MoneyOf(invoice.Dollars, invoice.Gross)) with { Order = order?.Id, DueOn = Host.Today.PlusDays(3_000) });
            return Task.CompletedTask;
        });
        _invoices.Add(invoice);
        return true;
    }

    private async Task<bool> PaymentAsync(LocalDate? clears)
    {
        bool dollars = _random.Next(5) == 0;
        var payment = new ModelPayment(Key(), Customer(), dollars, _random.Next(1, 50_000), clears);
        Share(payment);
        await Host.DoAsync(session =>
        {
            session.Add(Payment.Of(payment.Key, _customers[payment.Customer], Host.Host.Clock.GetCurrentInstant(), MoneyOf(dollars, payment.Amount), Shares(payment)) with { ClearsOn = clears });
            return Task.CompletedTask;
        });
        _payments.Add(payment);
        return true;
    }

    private async Task<bool> AllocateAsync()
    {
        if (Pick(_payments.Where(static payment => !payment.Revoked)) is not { } payment || !Share(payment))
        {
            return false;
        }

        await ChangeAsync<Payment>(PaymentModel.Key, payment.Key, stored => stored with { Allocations = [.. Shares(payment)] });
        return true;
    }

    private async Task<bool> CreditAsync()
    {
        if (Pick(_invoices.Where(invoice => !invoice.Cancelled && Open(invoice) > 0)) is not { } invoice)
        {
            return false;
        }

        long amount = _random.NextInt64(1, Open(invoice) + 1);
        bool settles = _random.Next(2) == 0;
        var note = new ModelInvoice(Key(), invoice.Customer, invoice.Dollars, invoice.Order, -amount) { Settles = settles ? invoice : null };
        await Host.DoAsync(session =>
        {
            session.Add(Invoice.Of(note.Key, _customers[note.Customer], Host.Today, MoneyOf(note.Dollars, note.Gross)) with
            {
                Order = note.Order?.Id,
                Settles = settles ? [new PaymentAllocation(invoice.Key, MoneyOf(note.Dollars, amount))] : [],
            });
            return Task.CompletedTask;
        });
        _invoices.Add(note);
        return true;
    }

    private async Task<bool> WriteOffAsync()
    {
        if (Pick(_invoices.Where(invoice => !invoice.Cancelled && Open(invoice) > 0)) is not { } invoice)
        {
            return false;
        }

        long amount = _random.NextInt64(1, Open(invoice) + 1);
        invoice.WrittenOff += amount;
        await Host.DoAsync(session =>
        {
            session.Add(WriteOff.Of(_customers[invoice.Customer], invoice.Key, MoneyOf(invoice.Dollars, amount), Host.Today, WriteOffReasons.Other));
            return Task.CompletedTask;
        });
        return true;
    }

    private async Task<bool> CancelOrderAsync()
    {
        if (Pick(_orders.Where(static order => !order.Cancelled)) is not { } order)
        {
            return false;
        }

        order.Cancelled = true;
        await Host.DoAsync(async session => session.Update((await session.FindAsync<Order>(order.Id, None))! with { Status = OrderStatus.Cancelled }));
        return true;
    }

    private async Task<bool> CancelInvoiceAsync()
    {
        if (Pick(_invoices.Where(static invoice => !invoice.Cancelled)) is not { } invoice)
        {
            return false;
        }

        invoice.Cancelled = true;
        await ChangeAsync<Invoice>(InvoiceModel.Key, invoice.Key, static stored => stored with { Status = InvoiceStatuses.Cancelled });
        return true;
    }

    private async Task<bool> RevokeAsync()
    {
        if (Pick(_payments.Where(static payment => !payment.Revoked)) is not { } payment)
        {
            return false;
        }

        payment.Revoked = true;
        await ChangeAsync<Payment>(PaymentModel.Key, payment.Key, stored => stored with { RevokedAt = Host.Host.Clock.GetCurrentInstant() });
        return true;
    }

    private async Task<bool> CloseAsync()
    {
        if (Pick(_orders.Where(static order => order is { Reserved: not null, Closed: false })) is not { } order)
        {
            return false;
        }

        order.Closed = true;
        await Host.DoAsync(session => Host.Desk.CloseAsync(session, order.Id, "the rest is not delivered", None));
        return true;
    }

    /// <summary>Submits an order again with another amount.</summary>
    private async Task<bool> AgainAsync()
    {
        if (Pick(_orders.Where(static order => !order.Cancelled)) is not { } order)
        {
            return false;
        }

        long amount = _random.Next(1, 90_000);
        await using ICrmSession session = Host.Host.Crm.OpenSession(Host.Host.As("seller"));
        Order stored = (await session.FindAsync<Order>(order.Id, None))!;
        CheckedOrder done = await Host.Desk.SubmitAsync(session, stored with { Lines = [OrderLine.OfTotal("p", 1, MoneyOf(order.Dollars, amount))] }, null, Host.Now, None);
        await session.CommitAsync(None);
        order.Closed = false;
        order.Reserved = done.Answer.Outcome == CreditOutcome.Approve ? amount : null;
        return true;
    }

    private bool NextDay()
    {
        Host.Host.Clock.Advance(Duration.FromDays(1));
        return true;
    }

    private async Task<bool> MergeAsync()
    {
        if (_merged)
        {
            return false;
        }

        await Host.DoAsync(session => _merging!.MergeAsync(session, _customers[0], _customers[1], null, None));
        _merged = true;
        return true;
    }

    /// <summary>Gives an invoice of the payment's customer a part of what is left of the payment.</summary>
    private bool Share(ModelPayment payment)
    {
        long left = payment.Amount - payment.Shares.Sum(static share => share.Amount);
        ModelInvoice? invoice = Pick(_invoices.Where(invoice =>
            (_merged || invoice.Customer == payment.Customer) && !invoice.Cancelled && invoice.Dollars == payment.Dollars && Open(invoice) > 0 && payment.Shares.TrueForAll(share => share.Invoice != invoice)));
        if (invoice is null || left <= 0 || _random.Next(5) == 0)
        {
            return false;
        }

        payment.Shares.Add((invoice, _random.NextInt64(1, Math.Min(left, Open(invoice)) + 1)));
        return true;
    }

    private static PaymentAllocation[] Shares(ModelPayment payment) => [.. payment.Shares.Select(share => new PaymentAllocation(share.Invoice.Key, MoneyOf(payment.Dollars, share.Amount)))];

    private async Task ChangeAsync<T>(FieldId field, string key, Func<T, T> change)
        where T : class =>
        await Host.DoAsync(async session => session.Update(change((await session.QueryAsync(new CrmQuery<T> { Where = Condition.Equal(field, FieldValue.Of(key)) }, None)).Items[0])));

    private int Customer() => _random.Next(2);

    private string Key() => $"{seed}-{++_keys}";

    private T? Pick<T>(IEnumerable<T> some)
        where T : class
    {
        T[] all = [.. some];
        return all.Length == 0 ? null : all[_random.Next(all.Length)];
    }

    private sealed class ModelOrder(OrderId id, int customer, bool dollars)
    {
        public OrderId Id => id;

        public int Customer => customer;

        public bool Dollars => dollars;

        public long? Reserved { get; set; }

        public bool Cancelled { get; set; }

        public bool Closed { get; set; }
    }

    private sealed class ModelInvoice(string key, int customer, bool dollars, ModelOrder? order, long gross)
    {
        public string Key => key;

        public int Customer => customer;

        public bool Dollars => dollars;

        public ModelOrder? Order => order;

        public long Gross => gross;

        public ModelInvoice? Settles { get; init; }

        public long WrittenOff { get; set; }

        public bool Cancelled { get; set; }
    }

    private sealed class ModelPayment(string key, int customer, bool dollars, long amount, LocalDate? clears)
    {
        public string Key => key;

        public int Customer => customer;

        public bool Dollars => dollars;

        public long Amount => amount;

        public LocalDate? Clears => clears;

        public List<(ModelInvoice Invoice, long Amount)> Shares { get; } = [];

        public bool Revoked { get; set; }
    }
}
