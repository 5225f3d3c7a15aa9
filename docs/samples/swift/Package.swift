// swift-tools-version: 6.0
import PackageDescription

let package = Package(
    name: "lookup",
    platforms: [.macOS(.v13)],
    dependencies: [.package(name: "mingpian", path: "../mingpian")],
    targets: [
        .executableTarget(name: "lookup", dependencies: [.product(name: "Mingpian", package: "mingpian")], path: "Sources/Lookup")
    ],
    swiftLanguageModes: [.v6]
)
