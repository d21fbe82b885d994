namespace Crm.Sdk.Customers;

/// <summary>The built-in methods of finding target customers (list G5 of the glossary).</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public static class ProspectingMethods
{
    /// <summary>Door-to-door visits, 上门拜访法.</summary>
    public const string DoorToDoor = "door-to-door";

    /// <summary>Conferences, 会议法.</summary>
    public const string Conferences = "conferences";

    /// <summary>Particular places, 特定场所法.</summary>
    public const string ParticularPlaces = "particular-places";

    /// <summary>Personal network, 人际网络法.</summary>
    public const string PersonalNetwork = "personal-network";

    /// <summary>Records and directories, 资料查询法.</summary>
    public const string RecordsAndDirectories = "records-and-directories";

    /// <summary>Referral, 介绍法.</summary>
    public const string Referral = "referral";

    /// <summary>Centre of influence, 中心开花法.</summary>
    public const string CentreOfInfluence = "centre-of-influence";

    /// <summary>Telephone, 电话法.</summary>
    public const string Telephone = "telephone";

    /// <summary>Letter, 信函法.</summary>
    public const string Letter = "letter";

    /// <summary>SMS, 短信法.</summary>
    public const string Sms = "sms";

    /// <summary>Web, 网上.</summary>
    public const string Web = "web";

    /// <summary>Taking over competitors' customers, 抢竞争对手的客户.</summary>
    public const string CompetitorsCustomers = "competitors-customers";

    /// <summary>All of them, with their titles.</summary>
    public static CodeList List { get; } = new(
        "prospecting-method",
        new(DoorToDoor, "Door-to-door visits", "上门拜访法"),
        new(Conferences, "Conferences", "会议法"),
        new(ParticularPlaces, "Particular places", "特定场所法"),
        new(PersonalNetwork, "Personal network", "人际网络法"),
        new(RecordsAndDirectories, "Records and directories", "资料查询法"),
        new(Referral, "Referral", "介绍法"),
        new(CentreOfInfluence, "Centre of influence", "中心开花法"),
        new(Telephone, "Telephone", "电话法"),
        new(Letter, "Letter", "信函法"),
        new(Sms, "SMS", "短信法"),
        new(Web, "Web", "网上"),
        new(CompetitorsCustomers, "Taking over competitors' customers", "抢竞争对手的客户"));
}
