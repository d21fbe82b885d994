using Crm.Sdk.Customers;
using Crm.Sdk.Loyalty;
using NodaTime;

namespace Crm.Sdk.Conformance.Tests.Loyalty;

/// <summary>Gives a point for each line of a basket of three lines or more. Each fault overrides one thing.</summary>
internal sealed class BasketRule : IEarningRule
{
    public string Code { get; init; } = "acme.baskets";

    public Func<ValueList<EarningLine>, EarningRequest, long?> Points { get; init; } = static (lines, _) => lines.Count >= 3 ? lines.Count : null;

    public Action? Stopped { get; init; }

    public static EarningCase Case(int lines)
    {
        Money amount = Money.Of(10, "CNY");
        return new EarningCase(new EarningMember(Customer.Enterprise("Member"), new LocalDate(2026, 1, 1)), new EarningDocument
        {
            Source = EarningSource.Order, Id = RecordId.New(), At = Instant.FromUtc(2026, 6, 30, 12, 0), Day = new LocalDate(2026, 6, 30), Currency = amount.Currency,
            Lines = Enumerable.Range(0, lines).Select(line => new EarningLine(line, $"p{line}", null, 1, amount, amount, amount)).ToValueList(),
        });
    }

    public ValueTask EarnAsync(EarningRequest request, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            Stopped?.Invoke();
        }

        cancellationToken.ThrowIfCancellationRequested();
        for (int place = 0; place < request.Cases.Count; place++)
        {
            if (Points(request.Cases[place].Document.Lines, request) is { } points)
            {
                request.Grant(place, points);
            }
        }

        return ValueTask.CompletedTask;
    }
}
