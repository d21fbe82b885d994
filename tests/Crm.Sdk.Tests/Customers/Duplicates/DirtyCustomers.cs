using Crm.Sdk.Customers;

namespace Crm.Sdk.Tests.Customers.Duplicates;

/// <summary>
/// Made customers as bases have them, with the truth beside: people and companies, Latin and Chinese, some entered twice with what goes wrong when typing; and those that look like duplicates and are
/// none: families, namesakes, branches of a chain, neighbours of one house.
/// </summary>
internal sealed class DirtyCustomers
{
    private readonly Random _random;
    private readonly Dirt _dirt;

    private DirtyCustomers(int seed)
    {
        _random = new Random(seed);
        _dirt = new Dirt(_random);
    }

    /// <summary>The customers, in random order, each with the number of who it is.</summary>
    public List<(Customer Customer, int Entity)> All { get; } = [];

    /// <summary>The pairs of records of one customer, the smaller id first.</summary>
    public HashSet<(CustomerId, CustomerId)> TruePairs => [.. from entity in All.GroupBy(static record => record.Entity)
                                                             from left in entity
                                                             from right in entity
                                                             where ((RecordId)left.Customer.Id).CompareTo(right.Customer.Id) < 0
                                                             select (left.Customer.Id, right.Customer.Id)];

    public static DirtyCustomers Make(int entities, int seed, double duplicateShare = 0.15)
    {
        var made = new DirtyCustomers(seed);
        int entity = 0;
        while (entity < entities)
        {
            foreach (Customer clean in made.Some())
            {
                made.All.Add((clean, entity));
                for (double another = made._random.NextDouble(); another < duplicateShare; another *= 4)
                {
                    made.All.Add((made._dirt.Copy(clean), entity));
                }

                entity++;
            }
        }

        (Customer, int)[] shuffled = [.. made.All];
        made._random.Shuffle(shuffled);
        made.All.Clear();
        made.All.AddRange(shuffled.Select(static (record, i) => (record.Item1 with { Id = CustomerId.New(), Key = $"C{i}" }, record.Item2)));
        return made;
    }

    /// <summary>One customer, or several that look alike.</summary>
    private IEnumerable<Customer> Some() => _random.Next(20) switch
    {
        < 6 => [Person()],
        < 8 => Family(),
        8 => Namesakes(),
        < 12 => [ChinesePerson()],
        < 15 => [Company()],
        15 => Chain(),
        16 => House(),
        _ => [ChineseCompany()],
    };

    private Customer Person(string? family = null, string? given = null)
    {
        family ??= _random.Next(3) == 0 ? One(DirtyWords.Family) : Made();
        given ??= One(DirtyWords.Given);
        string mailbox = $"{given}.{family}{(_random.Next(2) == 0 ? _random.Next(100) : string.Empty)}".ToLowerInvariant();
        return new Customer
        {
            Id = CustomerId.New(),
            Kind = CustomerKind.Individual,
            Name = $"{given} {family}",
            Email = _random.Next(10) < 6 ? new string([.. mailbox.Where(static c => char.IsAscii(c) && c != '\'')]) + One(["@gmail.com", "@example.com", "@mail.example.org"]) : null,
            Phone = _random.Next(10) < 7 ? Phone() : null,
            Address = _random.Next(10) < 8 ? Address() : null,
            Birth = _random.Next(10) < 6 ? Birth() : null,
        };
    }

    private IEnumerable<Customer> Family()
    {
        Customer first = Person();
        string family = first.Name!.Split(' ')[1];
        yield return first;
        foreach (string given in DirtyWords.Given.Where(given => !first.Name!.StartsWith(given, StringComparison.Ordinal)).OrderBy(_ => _random.Next()).Take(1 + _random.Next(2)))
        {
            yield return Person(family, given) with { Address = first.Address, Phone = first.Phone };
        }
    }

    private IEnumerable<Customer> Namesakes()
    {
        bool chinese = _random.Next(2) == 0;
        Customer first = chinese ? ChinesePerson() : Person();
        yield return first with { Birth = Birth(), Phone = chinese ? ChinesePhone() : Phone() };
        Customer second = chinese ? ChinesePerson() : Person();
        yield return second with { Name = first.Name, Email = null, Birth = Birth(), Phone = chinese ? ChinesePhone() : Phone() };
    }

    private Customer ChinesePerson()
    {
        string family = DirtyWords.HanFamily[(int)(DirtyWords.HanFamily.Length * Math.Pow(_random.NextDouble(), 1.6))];
        string name = family + Han(DirtyWords.HanGiven, _random.Next(3) == 0 ? 1 : 2);
        return new Customer
        {
            Id = CustomerId.New(),
            Kind = CustomerKind.Individual,
            Name = name,
            Email = _random.Next(10) < 3 ? $"{_random.Next(100_000_000, 2_000_000_000)}@qq.com" : null,
            Phone = _random.Next(10) < 9 ? ChinesePhone() : null,
            Address = _random.Next(10) < 6 ? ChineseAddress() : null,
            Birth = _random.Next(10) < 5 ? Birth() : null,
        };
    }

    private Customer Company(string? trade = null)
    {
        string line = One(DirtyWords.Lines), form = One(DirtyWords.Forms);
        trade ??= _random.Next(3) == 0 ? One(DirtyWords.Trades) + " " + One(DirtyWords.Trades) : _random.Next(2) == 0 ? Made() : Made() + " " + One(DirtyWords.Trades);
        string name = $"{trade} {line} {form}".Trim();
        return new Customer
        {
            Id = CustomerId.New(),
            Kind = CustomerKind.Enterprise,
            Name = name,
            Email = _random.Next(10) < 4 ? $"info@{new string([.. trade.ToLowerInvariant().Where(char.IsAsciiLetter)])}.example" : null,
            Phone = _random.Next(10) < 9 ? Phone() : null,
            Address = _random.Next(10) < 9 ? Address() : null,
            Attributes = _random.Next(10) < 2 ? [new AttributeValue("tax-number", _random.Next(100_000_000, 999_999_999).ToString(System.Globalization.CultureInfo.InvariantCulture))] : [],
        };
    }

    private IEnumerable<Customer> Chain()
    {
        Customer first = Company();
        yield return first;
        for (int i = 0; i < 1 + _random.Next(3); i++)
        {
            yield return first with { Phone = Phone(), Address = Address(), Email = null, Attributes = [] };
        }
    }

    /// <summary>Different customers at one address, some behind one switchboard.</summary>
    private IEnumerable<Customer> House()
    {
        Customer first = Company() with { Address = Address(), Phone = Phone() };
        yield return first;
        for (int i = 0; i < 1 + _random.Next(2); i++)
        {
            yield return Company() with { Address = first.Address, Phone = _random.Next(2) == 0 ? first.Phone : Phone() };
        }
    }

    private Customer ChineseCompany() => new()
    {
        Id = CustomerId.New(),
        Kind = CustomerKind.Enterprise,
        Name = $"{One(DirtyWords.HanPlaces)}{Han(DirtyWords.HanTrade, 2 + _random.Next(2))}{One(DirtyWords.HanLines)}有限公司",
        Phone = _random.Next(10) < 8 ? ChinesePhone() : null,
        Address = _random.Next(10) < 7 ? ChineseAddress() : null,
        Attributes = _random.Next(10) < 2 ? [new AttributeValue("unified-social-credit-code", $"91{_random.NextInt64(1_000_000_000_000_000, 9_999_999_999_999_999)}")] : [],
    };

    private PostalAddress Address()
    {
        string direction = _random.Next(4) == 0 ? One(DirtyWords.Directions).Full + " " : string.Empty;
        string street = _random.Next(5) == 0 ? $"{_random.Next(1, 99)}th" : _random.Next(2) == 0 ? One(DirtyWords.Streets) : Made();
        return new PostalAddress
        {
            Street = $"{_random.Next(1, 9999)} {direction}{street} {One(DirtyWords.Sorts).Full}",
            City = One(DirtyWords.Cities).Name,
            PostalCode = _random.Next(2) == 0 ? _random.Next(10_000, 99_999).ToString(System.Globalization.CultureInfo.InvariantCulture) : null,
        };
    }

    private PostalAddress ChineseAddress()
    {
        string city = One(DirtyWords.HanPlaces);
        return new PostalAddress { Street = $"{One(DirtyWords.HanStreets)}{_random.Next(1, 999)}号{_random.Next(1, 30)}楼", City = city + "市" };
    }

    private BirthDate Birth() => BirthDate.Gregorian(1940 + _random.Next(65), 1 + _random.Next(12), 1 + _random.Next(28));

    private string Phone() => $"+1{_random.Next(200, 989)}{_random.Next(200, 999)}{_random.Next(0, 9999):0000}";

    private string ChinesePhone() => $"+861{One(["38", "39", "51", "86", "77"])}{_random.Next(0, 99_999_999):00000000}";

    private string Made()
    {
        string word = string.Concat(Enumerable.Range(0, 2 + _random.Next(2)).Select(_ => One(DirtyWords.Syllables)));
        return char.ToUpperInvariant(word[0]) + word[1..];
    }

    private string Han(string characters, int count) => new([.. Enumerable.Range(0, count).Select(_ => characters[_random.Next(characters.Length)])]);

    private T One<T>(IReadOnlyList<T> items) => items[_random.Next(items.Count)];
}
