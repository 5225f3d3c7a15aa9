/// A service that can be asked.
public struct Provider: RawRepresentable, Sendable, Hashable, Codable {
    /// Its name, the same in every language of Mingpian.
    public let rawValue: String

    /// The service of this name.
    public init(rawValue: String) {
        self.rawValue = rawValue
    }

    /// dmtz 微信授权.
    public static let dmtz = Provider(rawValue: "dmtz")
    /// 明源云助手 Yunzhushou, of Mysoft.
    public static let mysoft = Provider(rawValue: "mysoft")
    /// 全时 Quanshi.
    public static let quanshi = Provider(rawValue: "quanshi")
}

extension Provider: CustomStringConvertible {
    /// Its name.
    public var description: String { rawValue }
}
