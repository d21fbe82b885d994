namespace Crm.Sdk.Customers;

/// <summary>A point on the earth in whole millionths of a degree (about 0.1 m), with its datum.</summary>
/// <param name="LatitudeMillionths">North positive, −90,000,000 to 90,000,000.</param>
/// <param name="LongitudeMillionths">East positive, −180,000,000 to 180,000,000.</param>
/// <param name="Datum">The datum; never assumed.</param>
public sealed record GeoPoint(long LatitudeMillionths, long LongitudeMillionths, GeoDatum Datum)
{
    /// <summary>Makes a point of degrees, rounded to millionths.</summary>
    /// <exception cref="CrmException">CRM1030: out of range.</exception>
    public static GeoPoint Of(decimal latitude, decimal longitude, GeoDatum datum = GeoDatum.Wgs84) =>
        latitude is < -90 or > 90 || longitude is < -180 or > 180
            ? throw new CrmException(ErrorCodes.BadValue, $"({latitude}, {longitude}) is no point on the earth: latitude runs from -90 to 90, longitude from -180 to 180.")
            : new GeoPoint((long)decimal.Round(latitude * 1_000_000), (long)decimal.Round(longitude * 1_000_000), datum);

    /// <summary>The latitude in degrees.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public decimal Latitude => LatitudeMillionths / 1_000_000m;

    /// <summary>The longitude in degrees.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public decimal Longitude => LongitudeMillionths / 1_000_000m;
}
