namespace Crm.Sdk.Customers;

/// <summary>The datum in which coordinates are given. Mixing two moves a point by up to 700 metres and more in China.</summary>
public enum GeoDatum
{
    /// <summary>World Geodetic System 1984: GPS.</summary>
    Wgs84,

    /// <summary>GCJ-02, 火星坐标: maps published in China.</summary>
    Gcj02,

    /// <summary>BD-09: Baidu maps.</summary>
    Bd09,
}
