using System.Buffers.Binary;
using System.Globalization;
using Crm.Sdk.Customers;
using Crm.Sdk.Orders;
using NodaTime;

namespace Crm.Sdk.Synthetic;

/// <summary>Makes a synthetic, realistic population for trials and benchmarks: customers with Chinese and Latin names, skewed and shuffled orders.</summary>
/// <remarks>
/// Orders come in no order of customer or time, as they would from a business: ids, times and customers are drawn independently; spending is
/// log-normal around a level of the customer's own; sales grow over the years and rise before the new year. Nothing is kept between records but 8 bytes a
/// customer, so any size streams. Enumerating twice gives the same records. Thread-safe.
/// </remarks>
public sealed class PopulationGenerator
{
    private static readonly string[] Families = ["王", "李", "张", "刘", "陈", "杨", "黄", "赵", "吴", "周", "Smith", "Brown", "Garcia", "Müller", "Sato", "Kim"];
    private static readonly string[] HanGiven = ["伟", "芳", "娜", "秀英", "敏", "静", "丽", "强", "磊", "军", "洋", "勇", "艳", "杰", "涛", "明"];
    private static readonly string[] LatinGiven = ["Ada", "Grace", "Alan", "Edsger", "Barbara", "Donald", "Ken", "Dennis", "Margaret", "Linus", "Anita", "Tony", "Frances", "John", "Radia", "Leslie"];
    private static readonly string[] Regions = ["华东", "华南", "华北", "西南", "华中", "东北", "西北", "海外"];
    private static readonly string[] Channels = ["web", "store", "app", "phone"];

    private readonly PopulationOptions _options;
    private readonly double[] _cumulative; // of the customers' weights

    /// <summary>Makes a generator.</summary>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    public PopulationGenerator(PopulationOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Customers, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(options.Orders);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Days, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(options.Skew);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(options.Skew, 2);
        ArgumentOutOfRangeException.ThrowIfNegative(options.ReturnShare);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(options.ReturnShare, 1);
        _options = options;
        _cumulative = new double[options.Customers];
        double sum = 0;
        for (int i = 0; i < _cumulative.Length; i++)
        {
            sum += Math.Pow(i + 1, -options.Skew);
            _cumulative[i] = sum;
        }
    }

    /// <summary>The customers, in the order of their numbers.</summary>
    public IEnumerable<Customer> Customers()
    {
        for (int i = 0; i < _options.Customers; i++)
        {
            var random = new Xorshift(Mix(i, 1));
            string family = Families[random.Below(Families.Length)];
            bool han = family[0] > 0x2E80;
            var name = PersonName.Of(han ? HanGiven[random.Below(HanGiven.Length)] : LatinGiven[random.Below(LatinGiven.Length)], family);
            string number = i.ToString("0000000", CultureInfo.InvariantCulture);
            yield return new Customer
            {
                Id = CustomerOf(i),
                Kind = CustomerKind.Individual,
                Key = "S" + number,
                Person = name,
                Name = name.Full,
                Email = random.Below(10) < 7 ? $"s{number}@example.com" : null,
                Phone = random.Below(10) < 8 ? "+86138" + number.PadLeft(8, '0') : null,
                Birth = random.Below(10) < 6 ? BirthDate.Gregorian(1945 + random.Below(60), 1 + random.Below(12), 1 + random.Below(28)) : null,
                Gender = (Gender)random.Below(3),
                Region = Regions[random.Below(Regions.Length)],
                Country = han ? "CN" : null,
                Source = Channels[random.Below(Channels.Length)],
            };
        }
    }

    /// <summary>The orders, in no order of customer or time.</summary>
    public IEnumerable<Order> Orders()
    {
        Instant start = _options.From.AtStartOfDayInZone(DateTimeZone.Utc).ToInstant();
        for (int i = 0; i < _options.Orders; i++)
        {
            var random = new Xorshift(Mix(i, 2));
            int customer = Pick(random.Unit());
            double level = 3.5 + (2 * new Xorshift(Mix(customer, 3)).Unit()); // the customer's own price level
            long minor = Math.Clamp((long)(Math.Exp(level + (0.6 * random.Normal())) * 100), 1, 50_000_000);
            bool isReturn = random.Unit() < _options.ReturnShare;
            int pieces = 1 + random.Below(5);
            var line = OrderLine.OfTotal(
                $"P{random.Below(2_000):0000}",
                isReturn ? -pieces : pieces,
                Money.OfMinor(isReturn ? -minor : minor, _options.Currency));
            yield return new Order
            {
                Id = new OrderId(Identify(i, 5)),
                Customer = CustomerOf(customer),
                Key = "SO" + i.ToString("00000000", CultureInfo.InvariantCulture),
                PlacedAt = start + Duration.FromSeconds((long)(Day(ref random) * 86_400)),
                Type = isReturn ? OrderType.Return : OrderType.Sale,
                Status = OrderStatus.Accepted,
                Currency = _options.Currency,
                Lines = [line],
                Channel = Channels[random.Below(Channels.Length)],
            };
        }
    }

    private CustomerId CustomerOf(int number) => new(Identify(number, 4));

    /// <summary>The day of an order: sales grow by half over the history and rise by a third in the last weeks of each year.</summary>
    private double Day(ref Xorshift random)
    {
        while (true)
        {
            double day = random.Unit() * _options.Days;
            double growth = (1 + (0.5 * day / _options.Days)) / 1.5;
            double season = _options.From.PlusDays((int)day).Month == 12 ? 1 : 0.75;
            if (random.Unit() < growth * season)
            {
                return day;
            }
        }
    }

    private int Pick(double unit)
    {
        int found = Array.BinarySearch(_cumulative, unit * _cumulative[^1]);
        int rank = Math.Min(found < 0 ? ~found : found, _cumulative.Length - 1);
        return (int)((rank * 2_654_435_761L + _options.Seed) % _cumulative.Length); // who is large has nothing to do with who came first
    }

    private ulong Mix(int number, int stream) => Xorshift.Scramble(((ulong)(uint)_options.Seed << 40) ^ ((ulong)stream << 33) ^ (uint)number);

    /// <summary>A version 7 id whose time grows with the number and whose other bits are drawn, as a business's would.</summary>
    private Guid Identify(int number, int stream)
    {
        Span<byte> bytes = stackalloc byte[16];
        long milliseconds = 1_640_995_200_000 + (number * 12_000L); // one every 12 seconds from 2022
        BinaryPrimitives.WriteInt64BigEndian(bytes, milliseconds << 16);
        ulong drawn = Mix(number, stream);
        BinaryPrimitives.WriteUInt16BigEndian(bytes[6..], (ushort)(0x7000 | (drawn & 0xFFF)));
        BinaryPrimitives.WriteUInt64BigEndian(bytes[8..], 0x8000_0000_0000_0000 | (Xorshift.Scramble(drawn) >> 2));
        return new Guid(bytes, bigEndian: true);
    }
}
